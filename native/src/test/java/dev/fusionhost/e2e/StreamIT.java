package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame.Result;
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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The wire, with a server that does what a test says.
class StreamIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;
    private Path root;
    private ScriptedServer server;
    private Program host;
    private Session session;

    @BeforeEach
    void aHostIsConnected() throws IOException {
        root = Files.createDirectory(folder.resolve("root")).toRealPath();
        server = ScriptedServer.start();
        host =
                new HostProgram("--root", root.toString(), "--name", "bench")
                        .with("FUSION_HOST_SERVER", server.origin())
                        .with("FUSION_HOST_CODE", "CODE-1")
                        .with("FUSION_HOST_HOME", folder.resolve("home"))
                        .start();
        session = server.awaitSession(SOON);
    }

    @AfterEach
    void allIsStopped() {
        host.close();
        server.close();
    }

    @Test
    void helloTellsWhoIsThereAndWhatItCanDo() {
        var hello = session.hello();
        assertThat(hello.name()).isEqualTo("bench");
        assertThat(hello.deviceId()).isEqualTo(server.deviceId());
        assertThat(hello.tools())
                .extracting(tool -> tool.name())
                .contains(
                        "list_folder", "file_info", "read_file", "search_text", "rename_in_place");
    }

    @Test
    void wrongCallsAreAnsweredAndTheNextOneWorks() {
        assertThat(code(session.call("no_such_tool", Map.of()))).isEqualTo("unknown_tool");
        var unknown = session.call("list_folder", Map.of("path", ".", "pth", 1));
        assertThat(code(unknown)).isEqualTo("invalid_input");
        assertThat(unknown.error().details())
                .extracting(fault -> fault.pointer())
                .containsExactly("/pth");
        assertThat(code(session.call("list_folder", Map.of("path", 5)))).isEqualTo("invalid_input");
        assertThat(code(session.call("list_folder", Map.of("path", "/etc"))))
                .isEqualTo("outside_roots");
        assertThat(session.call("list_folder", Map.of("path", ".")).ok()).isTrue();
    }

    @Test
    void aMutationShowsItsPlanFirst() throws IOException {
        Files.writeString(root.resolve("a.txt"), "a");
        var input = Map.of("path", "a.txt", "newName", "b.txt");

        var unseen = session.call("rename_in_place", input, CallMode.APPLY);
        assertThat(code(unseen)).isEqualTo("plan_required");
        assertThat(unseen.proposal()).isNotNull();
        assertThat(root.resolve("a.txt")).exists();

        assertThat(session.call("rename_in_place", input, CallMode.AUTO).proposal()).isNotNull();
        Files.writeString(root.resolve("a.txt"), "changed meanwhile");
        assertThat(code(session.call("rename_in_place", input, CallMode.APPLY))).isEqualTo("stale");
        assertThat(session.call("rename_in_place", input, CallMode.APPLY).ok()).isTrue();
        assertThat(root.resolve("b.txt")).hasContent("changed meanwhile");
    }

    @Test
    void aBrokenConnectionIsBackSoon() {
        session.hello();
        session.drop();
        var again = server.awaitSession(SOON);
        assertThat(again.call("list_roots", Map.of()).ok()).isTrue();
    }

    @Test
    void aServerThatComesBackIsFoundSoon() {
        session.hello();
        server.kill();
        server.revive();
        var again = server.awaitSession(SOON);
        assertThat(again.call("list_roots", Map.of()).ok()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingListens() throws IOException {
        session.hello();
        assertThat(ListeningSockets.of(host.pid())).isEmpty();
    }

    @Test
    void theTokenIsInNoLogAndInNoUrl() {
        session.call("list_roots", Map.of());
        session.drop();
        server.awaitSession(SOON).hello();
        assertThat(host.output())
                .contains("Connected")
                .doesNotContain(server.token())
                .doesNotContain("CODE-1");
        assertThat(server.requests()).noneMatch(request -> request.toString().contains("?"));
    }

    @Test
    void aSecondHostOnTheSameStateFolderRefusesToStart() throws InterruptedException {
        session.hello();
        try (var second =
                new HostProgram("--root", root.toString())
                        .with("FUSION_HOST_SERVER", server.origin())
                        .with("FUSION_HOST_HOME", folder.resolve("home"))
                        .start()) {
            assertThat(second.awaitExit(Duration.ofSeconds(30))).isEqualTo(75);
            assertThat(second.output()).contains("Another host works in");
        }
        assertThat(session.call("list_roots", Map.of()).ok()).isTrue();
    }

    @Test
    void itLeavesInOrderWhenItIsTold() throws InterruptedException {
        session.hello();
        host.terminate();
        assertThat(session.awaitClose(SOON)).isEqualTo(1000);
        host.awaitExit(SOON);
    }

    private static String code(Result result) {
        assertThat(result.ok()).as(result.toString()).isFalse();
        return result.error().code();
    }
}
