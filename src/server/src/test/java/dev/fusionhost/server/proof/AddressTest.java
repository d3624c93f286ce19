package dev.fusionhost.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.server.BadSettingException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://fusion.example/x, fusion.example, , true",
        "https://fusion.example/x, fusion.example, , true",
        "https://Fusion.Example:443/x, fusion.EXAMPLE, , true",
        "https://fusion.example/x, fusion.example, 443, true",
        "http://fusion.example:8484/x, fusion.example, 8484, true",
        "http://fusion.example:8484/x, fusion.example, 8485, false",
        "http://[::1]:8484/x, [::1], 8484, true",
        "http://[::1]:8484/x, ::1, 8484, true",
        "https://fusion.example:8443/x, fusion.example, , false",
        "https://else.example/x, fusion.example, , false",
        "https://fusion.example/X, fusion.example, , false",
        "https://fusion.example/x/, fusion.example, , false",
        "https://fusion.example/x, , , false",
        "https:/x, fusion.example, , false",
        "'://', fusion.example, , false",
        ", fusion.example, , false"
    })
    void withoutAPublicUrlTheHostIsComparedAndTheSchemeIsNot(
            String htu, String host, Integer port, boolean fits) {
        assertThat(new Address(null).fits(htu, request(host, port))).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "https://fusion.example/x, true",
        "https://FUSION.example:443/x, true",
        "http://fusion.example/x, false",
        "https://inner:8484/x, false",
        "https://fusion.example/y, false"
    })
    void withOneThatOneCountsWhateverTheProxyAskedFor(String htu, boolean fits) {
        var address = new Address(URI.create("https://fusion.example"));
        assertThat(address.fits(htu, request("inner", 8484))).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fusion.example", "ws://fusion.example", "https:fusion.example", "/"})
    void aPublicUrlThatIsNoneEndsTheStart(String url) {
        assertThatThrownBy(() -> new Address(URI.create(url)).check())
                .isInstanceOf(BadSettingException.class)
                .hasMessageEndingWith(".");
    }

    private static Shown request(String host, Integer port) {
        return new Shown("GET", host, port, "/x", null, List.of());
    }
}
