package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.HostFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://pulsn.internal, https://pulsn.internal",
        "HTTPS://PulsN.internal:443/, https://pulsn.internal",
        "https://pulsn.internal:8443, https://pulsn.internal:8443",
        "http://localhost:8484, http://localhost:8484",
        "http://127.0.0.1, http://127.0.0.1",
        "http://[::1]:81, http://[::1]:81"
    })
    void differentSpellingsAreOneOrigin(String typed, String origin) {
        assertThat(Origin.parse(typed, false)).hasToString(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pulsn.internal",
                "ftp://pulsn.internal",
                "https://",
                "https://user:secret@pulsn.internal",
                "ftp://user:secret@pulsn.internal",
                "https://user:secret@my_server",
                "https://user:secret@pulsn internal",
                "https://pulsn.internal/app",
                "https://pulsn.internal?x=1",
                "http://pulsn.internal",
                "http://127.0.0.1.evil.example",
                "ht tp://x",
                ""
            })
    void anythingElseIsRefusedWithASentence(String typed) {
        assertThatThrownBy(() -> Origin.parse(typed, false))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("can't be used: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void httpToAnotherMachineNeedsAWord() {
        assertThat(Origin.parse("http://pulsn.internal", true).secure()).isFalse();
    }
}
