package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the program ends, and what it knows when it is started again.
class CrashIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path folder;
    private Path root;
    private ScriptedServer server;
    private Program host;
    private Session session;

    @BeforeEach
    void aHostIsConnected() throws IOException {
        root = Files.createDirectory(folder.resolve("root")).toRealPath();
        server = ScriptedServer.start();
        start();
    }

    @AfterEach
    void allIsStopped() {
        host.close();
        server.close();
    }

    @Test
    void aChangeThatWasMadeBeforeAKillIsNotMadeAgainAfterIt() throws Exception {
        Files.writeString(root.resolve("a.txt"), "a");
        var input = Map.of("path", "a.txt", "newName", "b.txt");
        session.call("rename_in_place", input);
        var callId = session.dispatch("rename_in_place", input, CallMode.APPLY, null);
        var result = session.awaitResult(callId);
        assertThat(result.ok()).as(result.toString()).isTrue();
        host.kill();
        Files.writeString(root.resolve("a.txt"), "another");

        start();
        assertThat(session.hello().unsettled()).containsExactly(callId);
        assertThat(session.awaitResult(callId)).isEqualTo(result);
        session.send(new ServerFrame.Call(callId, "rename_in_place", null, CallMode.APPLY, null));
        session.call("list_roots", Map.of());
        assertThat(session.results(callId)).hasSize(2).containsOnly(result);
        assertThat(root.resolve("a.txt")).hasContent("another");
        assertThat(root.resolve("b.txt")).hasContent("a");
    }

    @Test
    void theStatusTellsWhetherItIsOnline() throws Exception {
        try (var status = program("status").start()) {
            assertThat(status.awaitExit(LONG)).isZero();
            assertThat(status.output()).contains("bench", "online");
        }
        try (var status = program("status", "--json").start()) {
            assertThat(status.awaitExit(LONG)).isZero();
            assertThat(status.output()).contains("\"state\":\"online\"", "\"alive\":true");
        }
        host.kill();
        try (var status = program("status").start()) {
            assertThat(status.awaitExit(LONG)).isEqualTo(69);
            assertThat(status.output()).contains("not running");
        }
    }

    @Test
    void itEndsWithSuccessWhenItIsAskedTo() throws Exception {
        host.terminate();
        assertThat(session.awaitClose(LONG)).isEqualTo(1000);
        assertThat(host.awaitExit(LONG)).isZero();
    }

    private void start() {
        host = program("run", "--root", root.toString(), "--name", "bench").start();
        session = server.awaitSession(LONG);
        session.hello();
    }

    private HostProgram program(String... arguments) {
        return new HostProgram(arguments)
                .with("FUSION_HOST_SERVER", server.origin())
                .with("FUSION_HOST_CODE", "CODE-1")
                .with("FUSION_HOST_HOME", folder.resolve("home"));
    }
}
