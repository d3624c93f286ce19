package dev.fusionhost.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final String SERVER = "https://pulsn.internal:8443";

    @Test
    void withoutAnythingThereIsNoProxy() {
        assertThat(proxy(null, Map.of(), SERVER)).isNull();
    }

    @Test
    void theEnvironmentDecidesByScheme() {
        var environment = Map.of("HTTPS_PROXY", "http://one:3128", "http_proxy", "http://two:8080");
        assertThat(proxy(null, environment, SERVER)).isEqualTo(new Proxy("one", 3128, null, null));
        assertThat(proxy(null, environment, "http://pulsn.internal"))
                .isEqualTo(new Proxy("two", 8080, null, null));
    }

    @Test
    void theOperatorsWordGoesFirst() {
        var environment = Map.of("HTTPS_PROXY", "http://one:3128", "NO_PROXY", "*");
        assertThat(proxy("http://three:1", environment, SERVER))
                .isEqualTo(new Proxy("three", 1, null, null));
        assertThat(proxy("none", environment, SERVER)).isNull();
    }

    @Test
    void aUserAndAPasswordAreDecodedAndNotPrinted() {
        var proxy = proxy("http://us%40er:p%3Aa+ss@one:3128", Map.of(), SERVER);
        assertThat(proxy).isEqualTo(new Proxy("one", 3128, "us@er", "p:a+ss"));
        assertThat(proxy.toString()).isEqualTo("one:3128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "pulsn.internal",
                ".internal",
                "internal",
                "a.b, PULSN.internal:8443",
                ",,internal"
            })
    void noProxyNamesTheServer(String exempt) {
        var environment = Map.of("https_proxy", "http://one:3128", "no_proxy", exempt);
        assertThat(proxy(null, environment, SERVER)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.internal", "sn.internal", "pulsn.internal:443", ""})
    void noProxyNamesAnotherServer(String exempt) {
        var environment = Map.of("HTTPS_PROXY", "http://one:3128", "NO_PROXY", exempt);
        assertThat(proxy(null, environment, SERVER)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, https://10.20.30.40",
        "10.20.30.40/32, https://10.20.30.40:8443",
        "0.0.0.0/0, https://10.20.30.40",
        "10.20.31.0/23, https://10.20.30.40",
        "fd00::/8, https://[fd12:3456::1]"
    })
    void noProxyHoldsTheServersAddress(String exempt, String server) {
        var environment = Map.of("HTTPS_PROXY", "http://one:3128", "NO_PROXY", "a.b," + exempt);
        assertThat(proxy(null, environment, server)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.31.0/24, https://10.20.30.40",
        "10.20.30.40/33, https://10.20.30.40",
        "10.20.30.40/x, https://10.20.30.40",
        "fd00::/8, https://10.20.30.40",
        "fd00::/16, https://[fd12:3456::1]",
        "0.0.0.0/0, https://pulsn.internal"
    })
    void noProxyHoldsOtherAddresses(String exempt, String server) {
        var environment = Map.of("HTTPS_PROXY", "http://one:3128", "NO_PROXY", exempt);
        assertThat(proxy(null, environment, server)).isNotNull();
    }

    @Test
    void thisMachineNeedsNoProxy() {
        var environment = Map.of("HTTP_PROXY", "http://one:3128");
        assertThat(proxy(null, environment, "http://127.0.0.1:8484")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://user:secret@one", "https://one", "http://", "http://a b:secret@c"})
    void aProxyThatCanNotBeUsedStopsTheStartAndKeepsItsPassword(String url) {
        assertThatThrownBy(() -> proxy(url, Map.of(), SERVER))
                .isInstanceOfSatisfying(
                        HostFailure.class,
                        it ->
                                assertThat(it.sentence())
                                        .contains("fusion.host.proxy")
                                        .doesNotContain("secret"));
    }

    private static @Nullable Proxy proxy(
            @Nullable String setting, Map<String, String> environment, String server) {
        return new Proxies(setting, environment::get).to(Origin.parse(server, true));
    }
}
