package dev.fusionhost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.status.Status;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.testing.ScriptedProxy;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.SelfSigned;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is reached through a proxy alone, with a certificate of an authority that only the
/// operator trusts.
@QuarkusTest
@WithTestResource(ProxyAndAuthority.class)
class BehindAProxyTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject FusionHost host;
    @Inject HostHome home;
    @TempDir Path root;

    ScriptedProxy proxy;
    Path authority;

    @Test
    void enrolmentAndStreamGoThroughTheProxyToAServerOfATrustedAuthority() {
        proxy.demand("user", "pa:ss");
        try (var server = secure(authority);
                var _ = new RunningHost(host, server, root)) {
            var session = server.awaitSession(LONG);
            assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
            var target = "127.0.0.1:" + server.origin().getPort();
            assertThat(proxy.targets()).filteredOn(target::equals).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aProxyThatWantsAnotherPasswordIsNamed() {
        proxy.demand("user", "another");
        try (var server = secure(authority);
                var running = new RunningHost(host, server, root)) {
            assertThatThrownBy(() -> running.awaitEnd(60)).hasMessageContaining("407");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aProxyThatChangesItsPasswordIsAStateAndNotARevocation() {
        proxy.demand("user", "pa:ss");
        try (var server = secure(authority);
                var running = new RunningHost(host, server, root)) {
            var session = server.awaitSession(LONG);
            session.hello();
            proxy.demand("user", "another");
            session.drop();
            var waiting =
                    running.awaitStatus(
                            home.path(),
                            it ->
                                    it.state() == Status.State.WAITING
                                            && it.why().startsWith("The proxy"));
            assertThat(waiting.why()).contains("(407)", "the proxy's URL");
            proxy.demand("user", "pa:ss");
            assertThat(server.awaitSession(LONG).call("echo", Map.of("text", "hi")).ok()).isTrue();
            assertThat(server.enrolments()).hasSize(1);
            assertThat(server.requests(Wire.SELF_PATH)).isEmpty();
        }
    }

    @Test
    void aServerOfAnUnknownAuthorityIsNotTrusted(@TempDir Path other) {
        proxy.demand("user", "pa:ss");
        SelfSigned.in(other);
        try (var server = secure(other);
                var running = new RunningHost(host, server, root)) {
            assertThatThrownBy(() -> running.awaitEnd(60))
                    .hasMessageContaining("not trusted")
                    .hasMessageContaining("FUSION_HOST_TLS_CA");
            assertThat(server.requests()).isEmpty();
        }
    }

    private static ScriptedServer secure(Path folder) {
        return ScriptedServer.startSecure(folder.resolve("server.p12"), SelfSigned.PASSWORD);
    }
}
