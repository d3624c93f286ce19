package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.EDIT_NO_MATCH;
import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.tools.Change;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest extends ChangedFolder {
    private static final String BATCH = "batch";

    @Test
    void operationsBuildOnEachOtherAndAreUndoneAsOne() throws IOException {
        file("a.txt", "one");
        file("old.txt", "old");
        file("tree/x.txt", "x");
        var before = tree();
        var input =
                batch(
                        Map.of("op", "create_folder", "path", "new"),
                        Map.of("op", "create_folder", "path", "new/deep"),
                        Map.of("op", "write", "path", "new/deep/b.txt", "content", "two"),
                        Map.of("op", "edit", "path", "new/deep/b.txt", "edits", edit("two", "2")),
                        Map.of("op", "move", "path", "a.txt", "to", "new/a.txt"),
                        Map.of("op", "append", "path", "new/a.txt", "content", "!"),
                        Map.of("op", "copy", "path", "tree", "to", "new/tree"),
                        Map.of("op", "trash", "path", "old.txt"),
                        Map.of("op", "write", "path", "old.txt", "content", "fresh"));

        var proposal = plan(BATCH, input);
        assertThat(proposal.changes())
                .extracting(Change::kind)
                .containsExactly(
                        "mkdir", "mkdir", "create", "edit", "move", "append", "copy", "trash",
                        "create");
        var done = tools.apply(BATCH, input).output();

        assertThat(root.resolve("new/deep/b.txt")).hasContent("2");
        assertThat(root.resolve("new/a.txt")).hasContent("one!");
        assertThat(root.resolve("new/tree/x.txt")).hasContent("x");
        assertThat(root.resolve("old.txt")).hasContent("fresh");
        assertThat(root.resolve("a.txt")).doesNotExist();
        undo(done);
        assertThat(tree()).isEqualTo(before);
        assertClean();
    }

    @Test
    void whatCannotBeDoneRefusesTheWholePlan() throws IOException {
        file("a.txt", "a");

        assertThat(
                        refused(
                                        EDIT_NO_MATCH,
                                        planned(
                                                BATCH,
                                                batch(
                                                        Map.of("op", "trash", "path", "a.txt"),
                                                        Map.of(
                                                                "op", "write", "path", "b",
                                                                "content", "x"),
                                                        Map.of(
                                                                "op",
                                                                "edit",
                                                                "path",
                                                                "b",
                                                                "edits",
                                                                edit("y", "z")))))
                                .message())
                .startsWith("Operation 3: ");
        refused(
                NOT_FOUND,
                planned(
                        BATCH,
                        batch(
                                Map.of("op", "trash", "path", "a.txt"),
                                Map.of("op", "edit", "path", "a.txt", "edits", edit("a", "b")))));
        refused(
                EXISTS,
                planned(
                        BATCH,
                        batch(
                                Map.of("op", "create_folder", "path", "x"),
                                Map.of("op", "write", "path", "x", "content", "b"))));
        refused(INVALID_INPUT, planned(BATCH, batch(Map.of("op", "write", "path", "x"))));
    }

    @Test
    void aFailureInTheMiddleTakesEverythingBack() throws IOException {
        file("a.txt", "a");
        file("b.txt", "b");
        file("tree/c.txt", "c");
        var before = tree();
        var input =
                batch(
                        Map.of("op", "write", "path", "a.txt", "content", "x", "overwrite", true),
                        Map.of("op", "create_folder", "path", "new"),
                        Map.of("op", "move", "path", "b.txt", "to", "new/b.txt"),
                        Map.of("op", "copy", "path", "tree", "to", "new/tree"),
                        Map.of("op", "trash", "path", "tree"),
                        Map.of("op", "write", "path", "last.txt", "content", "x"));
        // The plan looks six times, the host once, and each operation but the first once more.
        for (int look = 8; look <= 12; look++) {
            var stopped = tools.cancelledAtLook(look);
            tools.plan(BATCH, input);

            refused(CANCELLED, stopped.apply(BATCH, input));

            assertThat(tree()).as("stopped at look %d", look).isEqualTo(before);
            assertClean();
        }
    }

    @SafeVarargs
    private static Map<String, ?> batch(Map<String, ?>... operations) {
        return Map.of("operations", List.of(operations));
    }

    private static List<Map<String, String>> edit(String old, String fresh) {
        return List.of(Map.of("old", old, "new", fresh));
    }
}
