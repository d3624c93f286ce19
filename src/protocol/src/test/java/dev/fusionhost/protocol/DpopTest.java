package dev.fusionhost.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DpopTest {
    @Test
    void aTokensHashIsThatOfTheStandardsExample() {
        // RFC 9449, section 7.1: the access token of figure 13 and the `ath` of figure 14.
        assertThat(Dpop.accessTokenHash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"))
                .isEqualTo("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
    }
}
