package dev.fusionhost.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.SelfSigned;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedRootsTest {
    @Test
    void whereTheSystemHasNoneTheOperatorsOwnComeBesidesThoseOfJava(@TempDir Path folder)
            throws Exception {
        SelfSigned.in(folder);
        var own = folder.resolve("ca.pem");
        var trusted = TrustedRoots.read(List.of(), own);
        assertThat(trusted.size()).isGreaterThan(50);
        var authority = Pem.certificate(Pem.read(own).certificates().getFirst());
        assertThat(trusted.getCertificateAlias(authority)).isNotNull();
    }

    @Test
    void whereTheSystemHasNoneAndTheOperatorNeitherThoseOfJavaDo() {
        assertThat(TrustedRoots.read(List.of(), null)).isNull();
    }
}
