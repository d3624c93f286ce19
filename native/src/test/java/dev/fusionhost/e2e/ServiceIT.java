package dev.fusionhost.e2e;

import static dev.fusionhost.e2e.Workshop.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.NoticeBoard;
import dev.fusionhost.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The program under systemd, which is a socket to it.
@EnabledOnOs(OS.LINUX)
class ServiceIT {
    @TempDir Path folder;

    @Test
    void itIsReadyWhenItIsOnlineLivesAndEnds() throws Exception {
        var name = "@fusion-host-" + UUID.randomUUID();
        try (var board = new NoticeBoard(name);
                var server = ScriptedServer.start();
                var host = host(name, server.origin())) {
            server.awaitSession(LONG).hello();
            board.awaitLine("READY=1", LONG);
            board.awaitLine("STATUS=Online", LONG);
            board.awaitLine("WATCHDOG=1", LONG);
            host.terminate();
            board.awaitLine("STOPPING=1", LONG);
            assertThat(host.awaitExit(LONG)).isZero();
            assertThat(host.output()).doesNotContain("WARNING", "restricted method");
        }
    }

    @Test
    void itIsReadyAndLivesWhileItWaitsForItsServer() throws Exception {
        var path = folder.resolve("notify").toString();
        try (var server = ScriptedServer.start();
                var host = host("", server.origin())) {
            server.awaitSession(LONG).hello();
            host.kill();
            server.kill();
            try (var board = new NoticeBoard(path);
                    var _ = host(path, server.origin())) {
                board.awaitLine("READY=1", LONG);
                board.awaitLine("WATCHDOG=1", LONG);
            }
        }
    }

    private Program host(String socket, Object server) {
        return new HostProgram("run", "--root", folder.toString(), "--name", "bench")
                .with("FUSION_HOST_SERVER", server)
                .with("FUSION_HOST_CODE", "CODE-1")
                .with("FUSION_HOST_HOME", folder.resolve("home"))
                .with("NOTIFY_SOCKET", socket)
                .with("WATCHDOG_USEC", 2_000_000)
                .start();
    }
}
