package dev.fusionhost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.SelfSigned;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that only speaks with devices whose certificate it knows.
@QuarkusTest
@WithTestResource(ShowingACertificateTest.Certificate.class)
class ShowingACertificateTest {
    @Inject FusionHost host;
    @TempDir Path root;

    Path certificate;

    @Test
    void enrolmentAndStreamShowTheDevicesOwnCertificate() {
        try (var server = secure(certificate.resolve("ca.pem"));
                var _ = new RunningHost(host, server, root)) {
            var session = server.awaitSession(Duration.ofSeconds(30));
            assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
        }
    }

    @Test
    void aServerThatKnowsAnotherIsNotReached(@TempDir Path other) {
        SelfSigned.in(other);
        try (var server = secure(other.resolve("ca.pem"));
                var running = new RunningHost(host, server, root)) {
            assertThatThrownBy(() -> running.awaitEnd(60))
                    .hasMessageContaining("does not accept this device's certificate");
            assertThat(server.requests()).isEmpty();
        }
    }

    private ScriptedServer secure(Path clients) {
        return ScriptedServer.startSecure(
                certificate.resolve("server.p12"), SelfSigned.PASSWORD, clients);
    }

    /// One certificate does for both sides.
    public static class Certificate implements QuarkusTestResourceLifecycleManager {
        private Path folder;

        @Override
        public Map<String, String> start() {
            try {
                folder = Files.createTempDirectory("certificate");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            SelfSigned.in(folder);
            return Map.of(
                    "fusion.host.tls.certificate",
                    folder.resolve("server.p12").toString(),
                    "fusion.host.tls.password",
                    SelfSigned.PASSWORD,
                    "fusion.host.tls.ca",
                    folder.resolve("ca.pem").toString(),
                    "fusion.host.home",
                    folder.resolve("home").toString());
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(folder, field -> field.getName().equals("certificate"));
        }

        @Override
        public void stop() {}
    }
}
