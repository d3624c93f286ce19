package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.READ_ONLY_ROOT;
import static dev.fusionhost.tools.ErrorCode.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fusionhost.files.RenameInPlace.Input;
import dev.fusionhost.files.RenameInPlace.Renamed;
import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.testing.tools.ToolTester;
import dev.fusionhost.tools.Change;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RenameInPlaceTest extends RealFolder {
    private static final String RENAME = "rename_in_place";

    @Test
    void aPlanChangesNothingAndItsChangeRenames() throws IOException {
        file("docs/a.txt", "content");
        var input = new Input("docs/a.txt", "b.txt");

        var plan = tools.assertPlanChangesNothing(RENAME, input);

        assertThat(plan.summary()).isEqualTo("Rename " + root + "/docs/a.txt to b.txt.");
        assertThat(plan.reversible()).isTrue();
        assertThat(plan.destructive()).isFalse();
        assertThat(plan.changes())
                .extracting(Change::kind, Change::path, Change::toPath)
                .containsExactly(tuple("move", root + "/docs/a.txt", root + "/docs/b.txt"));
        var renamed = tools.apply(RENAME, input).output(Renamed.class);
        assertThat(renamed.from()).isEqualTo(root + "/docs/a.txt");
        assertThat(renamed.path()).isEqualTo(root + "/docs/b.txt");
        assertThat(root.resolve("docs/b.txt")).hasContent("content");
    }

    @Test
    void foldersAndLinksAreRenamedThemselves() throws IOException {
        file("folder/a.txt", "content");
        link("link", outside + "/secret.txt");

        rename("folder", "renamed");
        rename("link", "alias");

        assertThat(root.resolve("renamed/a.txt")).hasContent("content");
        assertThat(Files.readSymbolicLink(root.resolve("alias")))
                .isEqualTo(outside.resolve("secret.txt"));
        assertThat(outside.resolve("secret.txt")).exists();
    }

    @Test
    void aPlanRefusesWhatCannotBeDone() throws IOException {
        file("a.txt", "");
        file("b.txt", "");

        refused(EXISTS, plan("a.txt", "b.txt"));
        refused(EXISTS, plan("a.txt", "a.txt"));
        refused(NOT_FOUND, plan("missing", "c.txt"));
        refused(OUTSIDE_ROOTS, plan(".", "renamed"));
        refused(OUTSIDE_ROOTS, plan("../outside", "renamed"));
        for (var name : new String[] {"../c", "x/c", "..", "x\\c"}) {
            refused(INVALID_INPUT, plan("a.txt", name));
        }
        var readOnly = ToolTester.inReadOnly(root).with(new RenameInPlace());
        refused(READ_ONLY_ROOT, readOnly.call(RENAME, new Input("a.txt", "c.txt")));
    }

    @Test
    void aPlanIsStaleOnceTheFileHasChanged() throws IOException {
        var file = file("a.txt", "one");
        assertThat(plan("a.txt", "b.txt").ok()).isTrue();

        Files.writeString(file, "other");

        refused(STALE, apply("a.txt", "b.txt"));
        assertThat(file).hasContent("other");
    }

    @Test
    void aFileThatTookThePlaceOfTheOneThatWasShownIsNotRenamed() throws IOException {
        var file = file("a.txt", "one");
        assertThat(plan("a.txt", "b.txt").ok()).isTrue();
        Files.move(file, root.resolve("aside"));
        file("a.txt", "two");

        refused(STALE, apply("a.txt", "b.txt"));
        assertThat(file).hasContent("two");
    }

    @Test
    void aProposalShowsWhatIsHiddenInAName() throws IOException {
        file("a\nb", "");

        var plan = plan("a\nb", "\u202egnp.exe").proposal();

        assertThat(plan.summary()).endsWith("/a\\nb to \\u202egnp.exe.");
        assertThat(plan.changes().getFirst().toPath()).endsWith("/\\u202egnp.exe");
        assertThat(apply("a\nb", "\u202egnp.exe").output(Renamed.class).path())
                .isEqualTo(root + "/\u202egnp.exe");
    }

    private void rename(String path, String newName) {
        plan(path, newName).proposal();
        apply(path, newName).output();
    }

    private Answer plan(String path, String newName) {
        return tools.call(RENAME, new Input(path, newName));
    }

    private Answer apply(String path, String newName) {
        return tools.apply(RENAME, new Input(path, newName));
    }
}
