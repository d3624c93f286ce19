package dev.fusionhost.server.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairingCodeTest {
    @Test
    void isShownInTwoGroupsOfFour() {
        var code = PairingCode.random(new Random(1));

        assertThat(code.shown()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(PairingCode.typed(code.shown())).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"K7QM-2XT0", "k7qm2xt0", " K7QM 2XTO ", "K7QM–2XTo", "K-7-Q-M-2-X-T-0"})
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(PairingCode.typed(typed)).contains(new PairingCode("K7QM2XT0"));
    }

    @Test
    void lettersThatLookLikeOneAreOne() {
        assertThat(PairingCode.typed("IiLl-1111")).contains(new PairingCode("11111111"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K7QM", "K7QM-2XTPP", "K7QM-2XTU", "K7QM-2X!P"})
    void otherTextsAreNoCode(String typed) {
        assertThat(PairingCode.typed(typed)).isEmpty();
    }

    @Test
    void staysOutOfLogs() {
        assertThat(new PairingCode("K7QM2XT0")).asString().doesNotContain("K7QM");
    }
}
