package dev.fusionhost.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.protocol.CallMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Files are changed through the wire: each tool once, what may not be changed, what stays as it
/// was, and the way back by the tool and by the owner's command.
class ChangesIT extends HostInFolders {
    private Path second;
    private Path small;
    private boolean mounted;

    /// The second one is read only, but for a folder in it.
    @Override
    List<String> roots() throws IOException {
        second = folder.resolve("second");
        small = folder.resolve("small");
        if (Files.notExists(second)) {
            Files.createDirectories(second.resolve("open"));
            Files.createDirectory(small);
            mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
        }
        return List.of(root.toString(), second + ":ro", second + "/open", small.toString());
    }

    @AfterAll
    void unmount() throws IOException {
        if (mounted) run("umount", "-l", small.toString());
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

        var write = Map.of("op", "write", "path", "d/new.txt", "content", "new");
        var done =
                change(
                        "batch",
                        Map.of(
                                "operations",
                                List.of(
                                        Map.of("op", "trash", "path", "d"),
                                        Map.of("op", "create_folder", "path", "d"),
                                        write)));
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
    void whatHasChangedMeanwhileIsStaleAndAnApplyIsGoodForOneTime() throws Exception {
        var file = file("a.txt", "one two");
        var input = Map.of("path", "a.txt", "edits", List.of(edit("two", "2")));
        plan("edit_file", input);
        Files.writeString(file, "one TWO two");

        var stale = call("edit_file", input, CallMode.APPLY);
        assertThat(code(stale)).isEqualTo("stale");
        assertThat(stale.proposal()).isNotNull();
        assertThat(file).hasContent("one TWO two");
        assertThat(code(call("edit_file", input, CallMode.APPLY))).isNull();
        assertThat(file).hasContent("one TWO 2");

        var addition = Map.of("path", "a.txt", "content", "!");
        change("append_file", addition);
        var again = call("append_file", addition, CallMode.APPLY);
        assertThat(code(again)).isEqualTo("plan_required");
        assertThat(again.proposal()).isNotNull();
        assertThat(file).hasContent("one TWO 2!");
    }

    @Test
    void aWriteThroughALinkGoesToItsTargetAndTheLinkStays() throws Exception {
        file("in/a.txt", "old");
        link("link", "in/a.txt");
        var across = link("across", second.resolve("open/b.txt"));
        Files.writeString(second.resolve("open/b.txt"), "old");

        for (var path : List.of("link", "across")) {
            change("write_file", Map.of("path", path, "content", "new", "overwrite", true));
        }

        assertThat(root.resolve("in/a.txt")).hasContent("new");
        assertThat(second.resolve("open/b.txt")).hasContent("new");
        assertThat(root.resolve("link")).isSymbolicLink();
        assertThat(across).isSymbolicLink();
    }

    @Test
    void whatIsMovedOrThrownAwayIsTheLinkItself() throws Exception {
        file("in/a.txt", "inside");
        link("link", "in/a.txt");
        link("out", outside);
        link("loop", "loop");

        change("rename_in_place", Map.of("path", "link", "newName", "renamed"));
        change("move", Map.of("from", "out", "to", "in/out"));
        change("trash", Map.of("paths", List.of("renamed", "in/out", "loop")));

        assertThat(root.resolve("in/a.txt")).hasContent("inside");
        assertThat(root.resolve("in").toFile().list()).containsExactly("a.txt");
        assertThat(Files.readSymbolicLink(folder.resolve("data/Trash/files/out")))
                .isEqualTo(outside);
    }

    @Test
    void theOtherNamesOfAFileKeepWhatTheyHave() throws Exception {
        Files.createLink(root.resolve("other"), file("name", "old"));
        assertThat(output("read_file", Map.of("path", "other")).get("text").asText())
                .isEqualTo("old");
        var input = Map.of("path", "name", "content", "new", "overwrite", true);

        assertThat(plan("write_file", input).changes().getFirst().warnings())
                .anyMatch(warning -> warning.contains("hard link"));
        change("write_file", input);

        assertThat(root.resolve("name")).hasContent("new");
        assertThat(root.resolve("other")).hasContent("old");
    }

    @Test
    void aRootItselfStaysWhereItIs() throws Exception {
        for (var path : List.of(".", root.toString(), second + "/open")) {
            refused("outside_roots", "trash", Map.of("paths", List.of(path)));
            refused("outside_roots", "move", Map.of("from", path, "to", "moved"));
            refused("outside_roots", "rename_in_place", Map.of("path", path, "newName", "x"));
        }
        assertThat(second.resolve("open")).isDirectory();
    }

    @Test
    void theMostSpecificRootDecidesWhetherItIsReadOnly() throws Exception {
        file("a.txt", "a");
        for (var change : AtOnePath.arrivals(AtOnePath.text(second + "/x")).entrySet()) {
            refused("read_only_root", change.getKey(), change.getValue());
        }
        change("copy", Map.of("from", "a.txt", "to", second + "/open/copied"));
        change("move", Map.of("from", second + "/open/copied", "to", "moved"));

        assertThat(second.toFile().list()).containsExactly("open");
        assertThat(root.resolve("moved")).hasContent("a");
    }

    @Test
    void aProposalShowsOddNamesAsTheyAreWritten() throws Exception {
        for (var name : List.of("line\nbreak", "\u001b[31mred", "\u202Etxt.exe")) {
            var shown = plan("write_file", Map.of("path", name, "content", "x"));
            assertThat(shown.summary()).doesNotContain("\n", "\u001b", "\u202E");
            change("write_file", Map.of("path", name, "content", "x"));
            assertThat(root.resolve(name)).hasContent("x");
        }
        assertThat(host.output()).doesNotContain("\u001b[31mred", "\u202E");
    }

    @Test
    void anEditIsLiteralAndLeavesEveryOtherByteAlone() throws Exception {
        var edits = List.of(edit("(.*)$1", "$2\\"), edit("é", "è"));
        for (var before :
                List.of(
                        "caf\u00e9 (.*)$1\r\nnext\r\n",
                        "caf\u00e9 (.*)$1\nmixed\r\nends\r",
                        "\u00ef\u00bb\u00bfcaf\u00c3\u00a9 (.*)$1\n")) {
            var file = Files.write(root.resolve("a.txt"), before.getBytes(ISO_8859_1));
            change("edit_file", Map.of("path", "a.txt", "edits", edits));
            var after = before.replace("(.*)$1", "$2\\");
            after = after.replace("caf\u00e9", "caf\u00e8").replace("\u00c3\u00a9", "\u00c3\u00a8");
            assertThat(Files.readString(file, ISO_8859_1)).isEqualTo(after);
        }
        Files.write(root.resolve("a.bin"), new byte[] {0, 1, 2, (byte) 0xff, 0, 0});
        refused("unsupported_encoding", "edit_file", Map.of("path", "a.bin", "edits", edits));
    }

    @Test
    void aFileThatIsReplacedKeepsItsModeAndGetsANewTime() throws Exception {
        var file = file("run.sh", "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        var then = Files.getLastModifiedTime(file);

        change("copy", Map.of("from", "run.sh", "to", "copy.sh"));
        change("edit_file", Map.of("path", "run.sh", "edits", List.of(edit("old", "new"))));

        for (var name : List.of("run.sh", "copy.sh")) {
            assertThat(Files.getPosixFilePermissions(root.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
        }
        assertThat(Files.getLastModifiedTime(file)).isGreaterThan(then);
        assertThat(Files.getLastModifiedTime(root.resolve("copy.sh"))).isEqualTo(then);
    }

    @Test
    void aFullDiskLeavesTheOldContent() throws Exception {
        assumeTrue(mounted, "this user may not mount");
        var file = Files.writeString(small.resolve("a.txt"), "old");
        var input =
                Map.of("path", file.toString(), "content", "x".repeat(2 << 20), "overwrite", true);
        plan("write_file", input);

        var full = call("write_file", input, CallMode.APPLY);

        assertThat(code(full)).isEqualTo("io");
        assertThat(full.error().message()).contains("no room left");
        assertThat(file).hasContent("old");
        assertThat(small.toFile().list()).containsExactly("a.txt");
        change("write_file", Map.of("path", small + "/b.txt", "content", "fits"));
    }

    @Test
    void aHostThatIsKilledInAWriteLeavesTheOldContentOrTheNew() throws Exception {
        var before = "0".repeat(4 << 20);
        var file = file("a.txt", before);
        var after = "1".repeat(4 << 20);
        var input = Map.of("path", "a.txt", "content", after, "overwrite", true);
        plan("write_file", input);
        var callId = session.dispatch("write_file", input, CallMode.APPLY, null);
        // Until the temporary file is there.
        while (root.toFile().list().length == 1 && session.results(callId).isEmpty()) {
            Thread.onSpinWait();
        }
        host.kill();

        connect();

        assertThat(code(session.awaitResult(callId, SOON))).isIn("interrupted", null);
        assertThat(Files.readString(file)).isIn(before, after);
        assertThat(root.toFile().list()).containsExactly("a.txt");
    }

    /// The owner's command, on the state of the host that runs.
    private String undo(String... id) throws InterruptedException {
        var words = Stream.concat(Stream.of("undo", "--root", root.toString()), Stream.of(id));
        try (var command = program(words.toArray(String[]::new)).start()) {
            assertThat(command.awaitExit(SOON)).as(command.output()).isZero();
            return command.output();
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
