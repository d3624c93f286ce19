package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.PROTECTED_PATH;
import static dev.fusionhost.tools.ErrorCode.STALE;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fusionhost.tools.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MoveTest extends RealFolders {
    @Test
    void aFileIsMovedWithItsMode() throws IOException {
        var file = file("a.txt", "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

        var moved = move("a.txt", "b.txt");

        assertThat(moved.path()).isEqualTo(root + "/b.txt");
        assertThat(root.resolve("b.txt")).hasContent("content");
        assertThat(moved.info().mode()).isEqualTo("rwxr-x---");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderIsMovedWithWhatIsInIt() throws IOException {
        file("from/deep/a.txt", "content");
        folder("to");

        move("from", "to/moved");

        assertThat(root.resolve("to/moved/deep/a.txt")).hasContent("content");
    }

    @Test
    void aLinkIsMovedItselfWhereverItLeads() throws IOException {
        file("target", "kept");
        link("inside", "target");
        link("out", outside + "/secret.txt");
        link("dangling", "missing");

        for (var name : new String[] {"inside", "out", "dangling"}) {
            var leadsTo = Files.readSymbolicLink(root.resolve(name));
            move(name, name + "-moved");
            assertThat(Files.readSymbolicLink(root.resolve(name + "-moved"))).isEqualTo(leadsTo);
        }
        assertThat(root.resolve("target")).hasContent("kept");
        assertThat(outside.resolve("secret.txt")).hasContent("secret");
    }

    @Test
    void nothingIsEverReplaced() throws Exception {
        file("file", "file");
        folder("folder");
        file("other", "other");
        folder("empty");
        file("full/x", "x");
        link("dangling", "missing");
        PlaceTest.mkfifo(root.resolve("fifo"));

        for (var from : new String[] {"file", "folder", "dangling"}) {
            for (var to : new String[] {"other", "empty", "full", "fifo", "dangling", "file"}) {
                var entry = sandbox.entry(from);
                refused(EXISTS, () -> entry.moveTo(entry.sibling(to)));
                refused(EXISTS, () -> entry.mustMoveTo(entry.sibling(to)));
            }
        }
        assertThat(root.resolve("other")).hasContent("other");
        assertThat(root.resolve("empty")).isEmptyDirectory();
        assertThat(root.resolve("file")).hasContent("file");
    }

    @Test
    void twoNamesOfOneFileAreNotTakenForTwoSpellings() throws IOException {
        Files.createLink(root.resolve("Name"), file("name", "shared"));

        refused(EXISTS, () -> move("name", "Name"));
        assertThat(root.resolve("name")).exists();
        assertThat(root.resolve("Name")).exists();
    }

    @Test
    void aChangeOfCaseIsAMoveLikeAnyOther() throws IOException {
        file("readme.md", "content");

        move("readme.md", "README.md");

        assertThat(root.toFile().list()).containsExactly("README.md");
    }

    @Test
    void aMoveThatCannotBeDoneLeavesNothingBehind() throws IOException {
        file("folder/a.txt", "");

        refused(INVALID_INPUT, () -> move("folder", "folder/inside"));
        refused(NOT_FOUND, () -> sandbox.place("missing").moveTo(sandbox.place("b")));
        refused(NOT_FOUND, () -> move("folder/a.txt", "missing/a.txt"));
        assertThat(root.toFile().list()).containsExactly("folder");
        assertThat(root.resolve("folder").toFile().list()).containsExactly("a.txt");
    }

    @Test
    void aTargetBehindALinkOutIsAnEscape() throws IOException {
        file("a.txt", "");
        link("out", outside.toString());
        link("dangling", outside + "/new");

        refused(SYMLINK_ESCAPE, () -> move("a.txt", "out/a.txt"));
        refused(SYMLINK_ESCAPE, () -> move("a.txt", "dangling"));
        assertThat(outside.toFile().list()).containsExactly("secret.txt");
    }

    @Test
    void anotherFileThanTheOneThatWasSeenStaysWhereItIs() throws IOException {
        var file = file("a.txt", "seen");
        var entry = sandbox.entry("a.txt");
        Files.move(file, root.resolve("away"));
        file("a.txt", "another");

        refused(STALE, () -> entry.moveTo(entry.sibling("b.txt")));
        assertThat(file).hasContent("another");
        assertThat(root.resolve("b.txt")).doesNotExist();
    }

    @Test
    void aPlanCannotMove() throws IOException {
        file("a.txt", "");
        var applying = new AtomicBoolean();
        var view = sandbox.changes(applying::get).sandbox();
        var entry = view.entry("a.txt");
        var target = entry.sibling("b.txt");

        var change = Change.move(entry, target);
        assertThatIllegalStateException().isThrownBy(() -> entry.moveTo(target));
        assertThat(root.toFile().list()).containsExactly("a.txt");
        applying.set(true);
        entry.moveTo(target);

        assertThat(change.path()).isEqualTo(root + "/a.txt");
        assertThat(change.toPath()).isEqualTo(root + "/b.txt");
        assertThat(change.state()).endsWith(" -> absent");
        assertThat(root.toFile().list()).containsExactly("b.txt");
    }

    @Test
    void aChangeRefusesWhatTheMoveWouldRefuse() throws IOException {
        file("a.txt", "");
        file("b.txt", "");
        var entry = sandbox.entry("a.txt");

        refused(EXISTS, () -> Change.move(entry, entry.sibling("b.txt")));
        refused(PROTECTED_PATH, () -> homeKeys());
    }

    private void homeKeys() throws IOException {
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve("a"), "");
        use(new Root(home, "home", false));
        var entry = sandbox.entry("a");
        Change.move(entry, entry.sibling(".ssh"));
    }

    private Place move(String from, String to) {
        return sandbox.entry(from).moveTo(sandbox.place(to));
    }
}
