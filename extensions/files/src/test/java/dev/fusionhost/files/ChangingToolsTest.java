package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.PLAN_REQUIRED;
import static dev.fusionhost.tools.ErrorCode.READ_ONLY_ROOT;
import static dev.fusionhost.tools.ErrorCode.STALE;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.testing.tools.ToolTester;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangingToolsTest extends ChangedFolder {
    @Test
    void aNewFileIsShownWholeAndWritten() throws IOException {
        var input = Map.of("path", "a.txt", "content", "one\ntwo");

        var change = plan("write_file", input).changes().getFirst();

        assertThat(change.kind()).isEqualTo("create");
        assertThat(change.diff())
                .isEqualTo(
                        "--- /dev/null\n+++ %s/a.txt\n@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n"
                                .formatted(root));
        assertThat(change.bytes()).isEqualTo(7);
        var done = tools.apply("write_file", input).output();
        assertThat(root.resolve("a.txt")).hasContent("one\ntwo");
        assertThat(done.get("sha256").asText()).hasSize(64);
        undo(done);
        assertThat(tree()).isEqualTo(Map.of("", "folder"));
        assertClean();
    }

    @Test
    void aFileIsReplacedOnlyWhenAsked() throws IOException {
        var file = file("a.txt", "old");

        refused(EXISTS, planned("write_file", Map.of("path", "a.txt", "content", "new")));
        change("write_file", Map.of("path", "a.txt", "content", "new", "overwrite", true));

        assertThat(file).hasContent("new");
    }

    @Test
    void whatReplacesATextIsWrittenAsItWas() throws IOException {
        var latin1 = file("latin1", "caf\u00e9\r\n".getBytes(ISO_8859_1));
        var utf16 = file("utf16", "\ufeffa\n".getBytes(UTF_16LE));

        change("write_file", Map.of("path", "latin1", "content", "\u00fc\n", "overwrite", true));
        change("write_file", Map.of("path", "utf16", "content", "\u00fc\n", "overwrite", true));

        assertThat(Files.readAllBytes(latin1)).isEqualTo("\u00fc\r\n".getBytes(ISO_8859_1));
        assertThat(Files.readAllBytes(utf16)).isEqualTo("\ufeff\u00fc\n".getBytes(UTF_16LE));
        var emoji = Map.of("path", "latin1", "content", "\ud83d\ude00", "overwrite", true);
        assertThat(plan("write_file", emoji).changes().getFirst().warnings())
                .anyMatch(warning -> warning.contains("UTF-8"));
    }

    @Test
    void textIsAppendedInTheFilesOwnWay() throws IOException {
        var file = file("a.txt", "one\r\n");

        var done = change("append_file", Map.of("path", "a.txt", "content", "two\n"));
        change("append_file", Map.of("path", "new.txt", "content", "first\n"));

        assertThat(Files.readString(file)).isEqualTo("one\r\ntwo\r\n");
        assertThat(root.resolve("new.txt")).hasContent("first\n");
        undo(done);
        assertThat(Files.readString(file)).isEqualTo("one\r\n");
    }

    @Test
    void foldersAreMadeWithThoseAboveWhenAsked() throws IOException {
        refused(NOT_FOUND, planned("create_folder", Map.of("path", "a/b/c")));

        var done = change("create_folder", Map.of("path", "a/b/c", "parents", true));

        assertThat(root.resolve("a/b/c")).isEmptyDirectory();
        refused(EXISTS, planned("create_folder", Map.of("path", "a/b")));
        undo(done);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void copiesAndMovesReplaceOnlyWhenAsked() throws IOException {
        file("from.txt", "from");
        file("to.txt", "to");
        var before = tree();

        for (var tool : new String[] {"copy", "move"}) {
            refused(EXISTS, planned(tool, Map.of("from", "from.txt", "to", "to.txt")));
            var done = change(tool, Map.of("from", "from.txt", "to", "to.txt", "overwrite", true));
            assertThat(root.resolve("to.txt")).hasContent("from");
            undo(done);
            assertThat(tree()).isEqualTo(before);
        }
        assertClean();
    }

    @Test
    void aTreeIsCopiedAndItsSizeIsShown() throws IOException {
        file("tree/a.txt", "four");
        file("tree/deep/b.txt", "five5");
        var input = Map.of("from", "tree", "to", "copy");

        assertThat(plan("copy", input).changes().getFirst().bytes()).isEqualTo(9);
        file("tree/deep/b.txt", "other");
        refused(STALE, tools.apply("copy", input));
        tools.plan("copy", input);
        tools.apply("copy", input).output();

        assertThat(root.resolve("copy/deep/b.txt")).hasContent("other");
        refused(INVALID_INPUT, planned("copy", Map.of("from", "tree", "to", "tree/inside")));
    }

    @Test
    void allIsThrownAwayOrNothing() throws IOException {
        file("a.txt", "a");
        file("b.txt", "b");
        link("link", outside + "/secret.txt");
        var before = tree();

        refused(NOT_FOUND, planned("trash", Map.of("paths", List.of("a.txt", "missing"))));
        refused(NOT_FOUND, planned("trash", Map.of("paths", List.of("a.txt", "a.txt"))));
        var done = change("trash", Map.of("paths", List.of("a.txt", "b.txt", "link")));

        assertThat(root).isEmptyDirectory();
        undo(done);
        assertThat(tree()).isEqualTo(before);
        assertClean();
    }

    @Test
    void everyChangeCanBeUndoneAndRedone() throws IOException {
        file("a.txt", "a");
        var before = tree();
        var renamed = change("rename_in_place", Map.of("path", "a.txt", "newName", "b.txt"));
        var after = tree();

        var undone = undo(renamed);
        assertThat(tree()).isEqualTo(before);
        undo(undone);

        assertThat(tree()).isEqualTo(after);
    }

    @Test
    void anUndoIsRefusedOnceSomebodyElseHasChangedTheFile() throws IOException {
        var done = change("write_file", Map.of("path", "a.txt", "content", "mine"));
        file("a.txt", "theirs");

        var input = Map.of("undoId", done.get("undoId").asText());
        refused(STALE, planned("undo", input));
        refused(NOT_FOUND, planned("undo", Map.of("undoId", "nonsense")));
        assertThat(root.resolve("a.txt")).hasContent("theirs");
    }

    @Test
    void anApplyIsGoodForOneTime() {
        var input = Map.of("path", "a.txt", "content", "x");
        refused(PLAN_REQUIRED, tools.apply("write_file", input));
        tools.apply("write_file", input).output();
        refused(EXISTS, tools.apply("write_file", input));
    }

    @Test
    void nothingOutsideIsReached() throws IOException {
        link("out", outside.toString());
        link("file", outside + "/secret.txt");
        link("dangling", outside + "/new.txt");
        file("a.txt", "a");

        for (var path : new String[] {"out/new.txt", "file", "dangling"}) {
            refused(SYMLINK_ESCAPE, write(path));
            refused(SYMLINK_ESCAPE, planned("copy", Map.of("from", "a.txt", "to", path)));
            refused(SYMLINK_ESCAPE, planned("move", Map.of("from", "a.txt", "to", path)));
            refused(SYMLINK_ESCAPE, planned("append_file", Map.of("path", path, "content", "x")));
        }
        refused(SYMLINK_ESCAPE, planned("create_folder", Map.of("path", "out/new")));
        refused(
                SYMLINK_ESCAPE,
                planned("create_folder", Map.of("path", "out/a/b", "parents", true)));
        refused(SYMLINK_ESCAPE, planned("trash", Map.of("paths", List.of("out/secret.txt"))));
        for (var path :
                new String[] {"../outside/x", outside + "/x", root + "-evil", "a/../../x"}) {
            refused(OUTSIDE_ROOTS, write(path));
        }
        refused(OUTSIDE_ROOTS, planned("trash", Map.of("paths", List.of("."))));
        refused(OUTSIDE_ROOTS, planned("move", Map.of("from", ".", "to", "b")));
        for (var path : new String[] {"C:\\x", "\\\\server\\x", " ", "a\0b"}) {
            refused(INVALID_INPUT, write(path));
        }
        assertClean();
    }

    @Test
    void namesThatLookOddAreTakenLiterally() {
        for (var name : new String[] {"..hidden", "a..", "...", "%2e%2e", "a\nb", "\u202ea"}) {
            change("write_file", Map.of("path", name, "content", "x"));
            assertThat(root.resolve(name)).hasContent("x");
        }
    }

    @Test
    void specialFilesAreRefusedAtOnce() throws Exception {
        new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start().waitFor();

        refused(NOT_REGULAR_FILE, write("fifo"));
        refused(NOT_REGULAR_FILE, planned("append_file", Map.of("path", "fifo", "content", "x")));
        refused(NOT_REGULAR_FILE, planned("copy", Map.of("from", "fifo", "to", "b")));
    }

    @Test
    void aReadOnlyRootStaysAsItIs() throws IOException {
        file("a.txt", "a");
        var readOnly =
                ToolTester.inReadOnly(root)
                        .with(new WriteFile(), new EditFile(), new CreateFolder())
                        .with(new CopyFile(), new MoveFile(), new TrashFiles());

        for (var call : inputs().entrySet()) {
            if (call.getKey().equals("append_file") || call.getKey().equals("batch")) continue;
            refused(READ_ONLY_ROOT, readOnly.call(call.getKey(), call.getValue()));
        }
    }

    @Test
    void noPlanChangesAnything() throws IOException {
        file("a.txt", "a");
        inputs().forEach(tools::assertPlanChangesNothing);
    }

    private static Map<String, Object> inputs() {
        var edits = List.of(Map.of("old", "a", "new", "b"));
        var inputs = new HashMap<String, Object>();
        inputs.put("write_file", Map.of("path", "a.txt", "content", "x", "overwrite", true));
        inputs.put("edit_file", Map.of("path", "a.txt", "edits", edits));
        inputs.put("append_file", Map.of("path", "a.txt", "content", "x"));
        inputs.put("create_folder", Map.of("path", "folder"));
        inputs.put("copy", Map.of("from", "a.txt", "to", "b.txt"));
        inputs.put("move", Map.of("from", "a.txt", "to", "b.txt"));
        inputs.put("trash", Map.of("paths", List.of("a.txt")));
        inputs.put("batch", Map.of("operations", List.of(Map.of("op", "trash", "path", "a.txt"))));
        return inputs;
    }

    @Test
    void whatIsRunLaterAndHardLinksAreWarnedOf() throws IOException {
        Files.createDirectories(root.resolve(".git/hooks"));
        Files.createLink(root.resolve("other"), file("name", "x"));

        assertThat(warnings(".git/hooks/pre-commit")).anyMatch(one -> one.contains("runs"));
        assertThat(warnings(".bashrc")).anyMatch(one -> one.contains("runs"));
        assertThat(warnings("name")).anyMatch(one -> one.contains("hard links"));
        assertThat(warnings("plain.txt")).isEmpty();
    }

    private List<String> warnings(String path) {
        var input = Map.of("path", path, "content", "x", "overwrite", true);
        return plan("write_file", input).changes().getFirst().warnings();
    }

    @Test
    void aLongDiffIsFiguresOnly() throws IOException {
        var lines = "line\n".repeat(3_000);
        var change =
                plan("write_file", Map.of("path", "a.txt", "content", lines)).changes().getFirst();

        assertThat(change.diff()).isNull();
        assertThat(change.added()).isEqualTo(3_000);
    }

    @Test
    void oneFileIsChangedByOneApplyAtATime() {
        change("write_file", Map.of("path", "a.txt", "content", ""));
        var inputs =
                IntStream.range(0, 8)
                        .mapToObj(i -> Map.of("path", "a.txt", "content", i + "\n"))
                        .toList();
        inputs.forEach(input -> tools.plan("append_file", input));

        var answers =
                inputs.parallelStream().map(input -> tools.apply("append_file", input)).toList();

        assertThat(answers.stream().filter(Answer::ok)).hasSize(1);
        answers.stream().filter(one -> !one.ok()).forEach(one -> refused(STALE, one));
    }

    private Answer write(String path) {
        return planned("write_file", Map.of("path", path, "content", "x"));
    }
}
