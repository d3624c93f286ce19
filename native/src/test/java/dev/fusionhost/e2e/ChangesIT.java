package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files are changed over the wire, by the host as it ships: each tool once, the ways out of the
/// root, and the way back by the tool and by the owner's command.
class ChangesIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;
    private Path root;
    private Path outside;
    private ScriptedServer server;
    private Program host;
    private Session session;

    @BeforeEach
    void aHostIsConnected() throws IOException {
        root = Files.createDirectory(folder.resolve("root")).toRealPath();
        outside = Files.createDirectory(folder.resolve("outside")).toRealPath();
        Files.writeString(outside.resolve("secret.txt"), "secret");
        server = ScriptedServer.start();
        host =
                program("--root", root.toString(), "--name", "bench")
                        .with("FUSION_HOST_SERVER", server.origin())
                        .with("FUSION_HOST_CODE", "CODE-1")
                        .start();
        session = server.awaitSession(SOON);
    }

    @AfterEach
    void allIsStopped() {
        host.close();
        server.close();
    }

    @Test
    void everyToolChangesWhatItSaysAndABatchIsUndoneAsOne() throws Exception {
        change("write_file", Map.of("path", "café.txt", "content", "one\ntwo\n"));
        change("edit_file", Map.of("path", "café.txt", "edits", List.of(edit("two", "2"))));
        change("append_file", Map.of("path", "café.txt", "content", "three\n"));
        change("create_folder", Map.of("path", "a/b", "parents", true));
        change("copy", Map.of("from", "café.txt", "to", "a/b/copy.txt"));
        change("move", Map.of("from", "a/b", "to", "c"));
        change("rename_in_place", Map.of("path", "c", "newName", "d"));
        assertThat(root.resolve("d/copy.txt")).hasContent("one\n2\nthree\n");

        var done =
                change(
                        "batch",
                        Map.of(
                                "operations",
                                List.of(
                                        Map.of("op", "trash", "path", "d"),
                                        Map.of("op", "create_folder", "path", "d"),
                                        Map.of(
                                                "op",
                                                "write",
                                                "path",
                                                "d/new.txt",
                                                "content",
                                                "new"))));
        assertThat(root.resolve("d").toFile().list()).containsExactly("new.txt");
        assertThat(folder.resolve("data/Trash/files/d/copy.txt")).exists();
        change("undo", Map.of("undoId", done.get("undoId").asText()));
        assertThat(root.resolve("d").toFile().list()).containsExactly("copy.txt");

        var trashed = change("trash", Map.of("paths", List.of("d", "a")));
        assertThat(root.toFile().list()).containsExactly("café.txt");
        assertThat(undo()).contains(trashed.get("undoId").asText(), "Move 2 things to the trash.");
        assertThat(undo(trashed.get("undoId").asText())).contains("Undone: Move 2 things");
        assertThat(root.resolve("d/copy.txt")).exists();
    }

    @Test
    void nothingOutsideIsReachedAndNoPlanChangesAnything() throws Exception {
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("new.txt"));
        Files.writeString(root.resolve("a.txt"), "a");

        for (var path : new String[] {"out/x", "out/secret.txt", "dangling"}) {
            refused("symlink_escape", "write_file", Map.of("path", path, "content", "x"));
            refused("symlink_escape", "copy", Map.of("from", "a.txt", "to", path));
            refused("symlink_escape", "move", Map.of("from", "a.txt", "to", path));
        }
        refused("symlink_escape", "create_folder", Map.of("path", "out/new"));
        for (var path : new String[] {"../outside/x", root + "-evil/x", "a/../../x"}) {
            refused("outside_roots", "write_file", Map.of("path", path, "content", "x"));
        }
        refused("outside_roots", "trash", Map.of("paths", List.of(".")));
        refused("invalid_input", "write_file", Map.of("path", "C:\\x", "content", "x"));
        refused("invalid_input", "write_file", Map.of("path", "x", "content", "x", "odd", 1));
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("out", "dangling", "a.txt");
        assertThat(outside.toFile().list()).containsExactly("secret.txt");
        assertThat(outside.resolve("secret.txt")).hasContent("secret");
    }

    @Test
    void whatHasChangedMeanwhileIsStaleAndAnApplyIsGoodForOneTime() throws Exception {
        var file = Files.writeString(root.resolve("a.txt"), "one two");
        var input = Map.of("path", "a.txt", "edits", List.of(edit("two", "2")));
        call("edit_file", input, CallMode.AUTO);
        Files.writeString(file, "one TWO two");

        assertThat(code(call("edit_file", input, CallMode.APPLY))).isEqualTo("stale");
        assertThat(code(call("edit_file", input, CallMode.APPLY))).isNull();
        assertThat(file).hasContent("one TWO 2");
        assertThat(code(call("edit_file", input, CallMode.APPLY))).isEqualTo("edit_no_match");
    }

    private JsonNode change(String tool, Map<String, ?> input) {
        var shown = call(tool, input, CallMode.AUTO);
        assertThat(shown.proposal()).as("%s: %s", tool, shown).isNotNull();
        var done = call(tool, input, CallMode.APPLY);
        assertThat(done.ok()).as("%s: %s", tool, done).isTrue();
        return done.output();
    }

    private Result call(String tool, Map<String, ?> input, CallMode mode) {
        return session.call(tool, input, mode, (int) SOON.toSeconds());
    }

    private void refused(String code, String tool, Map<String, ?> input) {
        assertThat(code(call(tool, input, CallMode.AUTO))).as("%s %s", tool, input).isEqualTo(code);
    }

    private static String code(Result result) {
        return result.error() == null ? null : result.error().code();
    }

    private static Map<String, String> edit(String old, String fresh) {
        return Map.of("old", old, "new", fresh);
    }

    /// The owner's command, on the state of the host that runs.
    private String undo(String... id) throws InterruptedException {
        var words = Stream.concat(Stream.of("undo", "--root", root.toString()), Stream.of(id));
        try (var command = program(words.toArray(String[]::new)).start()) {
            assertThat(command.awaitExit(SOON)).as(command.output()).isZero();
            return command.output();
        }
    }

    private HostProgram program(String... arguments) {
        return new HostProgram(arguments)
                .with("FUSION_HOST_HOME", folder.resolve("home"))
                .with("XDG_DATA_HOME", folder.resolve("data"));
    }
}
