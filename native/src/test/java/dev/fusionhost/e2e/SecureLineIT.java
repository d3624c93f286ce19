package dev.fusionhost.e2e;

import static dev.fusionhost.e2e.Workshop.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.ScriptedProxy;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program behind a proxy, before a server of an authority that only its operator knows and
/// that knows its own.
class SecureLineIT {
    @TempDir Path folder;

    @Test
    void itEnrolsAndStreamsThroughTheProxyAndShowsItsCertificate() throws Exception {
        var identity = SelfSigned.in(folder);
        try (var server = secure(identity);
                var proxy = ScriptedProxy.start().demand("user", "pa:ss");
                var _ =
                        host(server, identity)
                                .with(
                                        "FUSION_HOST_PROXY",
                                        "http://user:pa%3Ass@127.0.0.1:" + proxy.port())
                                .start()) {
            var session = server.awaitSession(LONG);
            assertThat(session.call("list_roots", Map.of()).ok()).isTrue();
            assertThat(proxy.targets()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aProxyThatWantsAPasswordIsNamed() throws Exception {
        var identity = SelfSigned.in(folder);
        try (var server = secure(identity);
                var proxy = ScriptedProxy.start().demand("user", "pa:ss");
                var host =
                        host(server, identity)
                                .with("FUSION_HOST_PROXY", "http://127.0.0.1:" + proxy.port())
                                .start()) {
            assertThat(host.awaitExit(LONG)).isEqualTo(69);
            assertThat(host.output()).contains("(407)");
        }
    }

    private static ScriptedServer secure(SelfSigned identity) {
        return ScriptedServer.startSecure(
                identity.store(), SelfSigned.PASSWORD, identity.certificate());
    }

    private HostProgram host(ScriptedServer server, SelfSigned identity) throws Exception {
        var root = Files.createDirectory(folder.resolve("root"));
        return new HostProgram("run", "--root", root.toString(), "--name", "bench")
                .with("FUSION_HOST_SERVER", server.origin())
                .with("FUSION_HOST_CODE", "CODE-1")
                .with("FUSION_HOST_HOME", folder.resolve("home"))
                .with("FUSION_HOST_TLS_CA", identity.certificate())
                .with("FUSION_HOST_TLS_CERTIFICATE", identity.store())
                .with("FUSION_HOST_TLS_PASSWORD", SelfSigned.PASSWORD);
    }
}
