package dev.fusionhost.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ObstacleTest {
    @Test
    void aCertificateThatNobodyOrSomebodyElseVouchesForIsUntrusted() {
        assertThat(Obstacle.in(handshake(new CertPathBuilderException("no path"))))
                .contains("not trusted");
        var forged =
                new CertPathValidatorException(
                        "signature", null, null, -1, BasicReason.INVALID_SIGNATURE);
        assertThat(Obstacle.in(handshake(forged))).contains("not trusted");
    }

    @Test
    void whatElseIsWrongWithACertificateIsTold() {
        var other = new CertificateException("No name matching pulsn.internal found");
        assertThat(Obstacle.in(handshake(other)))
                .contains("TLS failed", "No name matching")
                .doesNotContain("not trusted");
    }

    @Test
    void aConnectionThatIsOnlyBrokenHasNoObstacle() {
        assertThat(Obstacle.in(new IOException("reset", new IOException("by peer")))).isNull();
        assertThat(Obstacle.in(null)).isNull();
    }

    private static Exception handshake(Exception reason) {
        var handshake = new SSLHandshakeException("Failed to create SSL connection");
        handshake.initCause(reason);
        return new IOException(handshake);
    }
}
