package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.READ_ONLY_ROOT;
import static dev.fusionhost.tools.ErrorCode.STALE;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static dev.fusionhost.tools.ErrorCode.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fusionhost.tools.undo.Step;
import dev.fusionhost.tools.undo.Unfinished;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangesTest extends RealFolders {
    @Test
    void aNewFileIsWrittenAndAnUndoRemovesIt() throws IOException {
        folder("docs");
        var before = tree();

        var id = change(view -> view.place("docs/a.txt").write(bytes("content")));

        assertThat(root.resolve("docs/a.txt")).hasContent("content");
        undo(id);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void aReplacedFileKeepsItsModeAndComesBackWithItsTime() throws IOException {
        var file = file("run.sh", "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        var time = Files.getLastModifiedTime(file);

        var id = change(view -> view.place("run.sh").write(bytes("new")));

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(time);
        undo(id);
        assertThat(file).hasContent("old");
        assertThat(mode(file)).isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    }

    @Test
    void anUndoCanBeUndone() throws IOException {
        file("a.txt", "one");

        var id = change(view -> view.place("a.txt").write(bytes("two")));
        var undone = undo(id);
        assertThat(root.resolve("a.txt")).hasContent("one");
        undo(undone);

        assertThat(root.resolve("a.txt")).hasContent("two");
    }

    @Test
    void aWriteThroughALinkGoesToItsTargetAndTheLinkStays() throws IOException {
        file("target.txt", "old");
        link("link", "target.txt");
        link("dangling", "new.txt");

        change(view -> view.place("link").write(bytes("new")));
        change(view -> view.place("dangling").write(bytes("made")));

        assertThat(Files.isSymbolicLink(root.resolve("link"))).isTrue();
        assertThat(root.resolve("target.txt")).hasContent("new");
        assertThat(Files.isSymbolicLink(root.resolve("dangling"))).isTrue();
        assertThat(root.resolve("new.txt")).hasContent("made");
    }

    @Test
    void otherNamesOfAFileKeepTheOldContent() throws IOException {
        Files.createLink(root.resolve("other"), file("name", "old"));

        change(view -> view.place("name").write(bytes("new")));

        assertThat(root.resolve("name")).hasContent("new");
        assertThat(root.resolve("other")).hasContent("old");
    }

    @Test
    void nothingIsWrittenOrMadeOutside() throws IOException {
        link("out", outside.toString());
        link("file", outside + "/secret.txt");
        link("dangling", outside + "/new.txt");
        file("a.txt", "a");

        for (var path : new String[] {"out/new.txt", "file", "dangling"}) {
            refused(SYMLINK_ESCAPE, () -> sandbox.place(path).write(bytes("x")));
        }
        refused(SYMLINK_ESCAPE, () -> sandbox.place("out/new").createFolder());
        refused(SYMLINK_ESCAPE, () -> copy("a.txt", "out/a.txt"));
        refused(OUTSIDE_ROOTS, () -> sandbox.place("../outside/x").write(bytes("x")));
        assertThat(outside.toFile().list()).containsExactly("secret.txt");
        assertThat(outside.resolve("secret.txt")).hasContent("secret");
    }

    @Test
    void whatIsNoRegularFileIsNotWritten() throws Exception {
        folder("folder");
        PlaceTest.mkfifo(root.resolve("fifo"));

        refused(NOT_REGULAR_FILE, () -> sandbox.place("folder").write(bytes("x")));
        refused(NOT_REGULAR_FILE, () -> sandbox.place("fifo").write(bytes("x")));
        refused(NOT_REGULAR_FILE, () -> sandbox.place(".").write(bytes("x")));
        refused(NOT_REGULAR_FILE, () -> copy("fifo", "copy"));
        refused(NOT_REGULAR_FILE, () -> sandbox.entry("fifo").remove());
    }

    @Test
    void whatIsTooLargeToBeKeptIsNotReplaced() throws IOException {
        try (var large = new RandomAccessFile(file("large", "").toFile(), "rw")) {
            large.setLength((64 << 20) + 1);
        }

        refused(TOO_LARGE, () -> sandbox.place("large").write(bytes("x")));
        refused(TOO_LARGE, () -> sandbox.entry("large").remove());
        refused(TOO_LARGE, () -> sandbox.place("large").content(64 << 20));
    }

    @Test
    void aFileThatHasChangedSinceItWasSeenIsNotReplaced() throws IOException {
        var file = file("a.txt", "seen");
        var place = sandbox.place("a.txt");
        var missing = sandbox.place("b.txt");
        Files.writeString(file, "changed");
        file("b.txt", "made meanwhile");

        refused(STALE, () -> place.write(bytes("x")));
        refused(EXISTS, () -> missing.write(bytes("x")));
        assertThat(file).hasContent("changed");
        assertThat(root.resolve("b.txt")).hasContent("made meanwhile");
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("a.txt", "b.txt");
    }

    @Test
    void foldersAreMadeOneByOne() throws IOException {
        folder("a");
        var before = tree();

        var id =
                change(
                        view -> {
                            view.place("a/b").createFolder();
                            view.place("a/b/c").createFolder();
                            view.place("a/b/c/d.txt").write(bytes("d"));
                        });

        assertThat(root.resolve("a/b/c/d.txt")).hasContent("d");
        assertThat(root.toFile().list()).containsExactly("a");
        refused(EXISTS, () -> sandbox.place("a/b").createFolder());
        undo(id);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void aTreeIsCopiedWithModesTimesAndLinks() throws IOException {
        var script = file("from/bin/run.sh", "run");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("r-xr-x---"));
        file("from/a.txt", "a");
        link("from/link", "a.txt");
        link("from/out", outside + "/secret.txt");
        folder("from/empty");
        folder("to");

        var id = change(view -> view.existing("from").copyTo(view.place("to/copy")));

        var copy = root.resolve("to/copy");
        assertThat(copy.resolve("bin/run.sh")).hasContent("run");
        assertThat(mode(copy.resolve("bin/run.sh"))).isEqualTo("r-xr-x---");
        assertThat(Files.getLastModifiedTime(copy.resolve("a.txt")))
                .isEqualTo(Files.getLastModifiedTime(root.resolve("from/a.txt")));
        assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("a.txt"));
        assertThat(Files.readSymbolicLink(copy.resolve("out")))
                .isEqualTo(outside.resolve("secret.txt"));
        assertThat(copy.resolve("empty")).isEmptyDirectory();
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("from", "to");
        refused(EXISTS, () -> copy("from", "to/copy"));
        undo(id);
        assertThat(root.resolve("to")).isEmptyDirectory();
        assertThat(script).hasContent("run");
    }

    @Test
    void whatIsThrownAwayIsInTheTrashUntilItIsTakenBack() throws IOException {
        file("docs/a b%.txt", "a");
        file("docs/b.txt", "b");
        link("link", "docs/b.txt");
        var before = tree();

        var id =
                change(
                        view -> {
                            view.entry("docs").trash();
                            view.entry("link").trash();
                        });

        var trash = temp.resolve("trash");
        assertThat(root).isEmptyDirectory();
        assertThat(trash.resolve("files/docs/b.txt")).hasContent("b");
        assertThat(Files.isSymbolicLink(trash.resolve("files/link"))).isTrue();
        assertThat(Files.readString(trash.resolve("info/docs.trashinfo")))
                .matches(
                        "\\[Trash Info]\nPath=%s/docs\nDeletionDate=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\n"
                                .formatted(root));
        undo(id);
        assertThat(tree()).isEqualTo(before);
        assertThat(trash.resolve("files")).isEmptyDirectory();
        assertThat(trash.resolve("info")).isEmptyDirectory();
    }

    @Test
    void whatWasTakenOutOfTheTrashAndPutBackCanBeTakenOutAgain() throws IOException {
        file("a.txt", "a");
        var id = change(view -> view.entry("a.txt").trash());

        undo(undo(id));
        assertThat(root).isEmptyDirectory();
        undo(id);

        assertThat(root.resolve("a.txt")).hasContent("a");
        assertThat(temp.resolve("trash/info")).isEmptyDirectory();
    }

    @Test
    void aPathInTheTrashIsWrittenAsInAUrl() throws IOException {
        file("ä b%.txt", "a");
        file("other/ä b%.txt", "a");

        change(view -> view.entry("ä b%.txt").trash());
        change(view -> view.entry("other/ä b%.txt").trash());

        var info = temp.resolve("trash/info");
        assertThat(Files.readString(info.resolve("ä b%.txt.trashinfo")))
                .contains("/root/%C3%A4%20b%25.txt\n");
        assertThat(info.resolve("ä b%.txt.2.trashinfo")).exists();
    }

    @Test
    void theRootItselfAndWhatIsReadOnlyStay() throws IOException {
        file("a.txt", "a");
        refused(OUTSIDE_ROOTS, () -> sandbox.entry(".").trash());
        refused(OUTSIDE_ROOTS, () -> sandbox.entry(".").remove());
        use(new Root(root, "root", true));

        refused(READ_ONLY_ROOT, () -> sandbox.entry("a.txt").trash());
        refused(READ_ONLY_ROOT, () -> sandbox.entry("a.txt").remove());
        refused(READ_ONLY_ROOT, () -> sandbox.place("a.txt").write(bytes("x")));
        refused(READ_ONLY_ROOT, () -> sandbox.place("new").createFolder());
        refused(READ_ONLY_ROOT, () -> copy("a.txt", "b.txt"));
        assertThat(root.resolve("a.txt")).hasContent("a");
    }

    @Test
    void aCallThatFailsIsTakenBackAsAWhole() throws IOException {
        file("a.txt", "a");
        file("b.txt", "b");
        file("tree/c.txt", "c");
        var before = tree();
        var changes = sandbox.changes(() -> true);
        var view = changes.sandbox();

        view.place("a.txt").write(bytes("changed"));
        view.place("new").createFolder();
        view.place("new/x.txt").write(bytes("x"));
        view.entry("b.txt").moveTo(view.place("new/b.txt"));
        view.existing("tree").copyTo(view.place("new/tree"));
        view.entry("tree").trash();
        changes.takeBack();

        assertThat(tree()).isEqualTo(before);
        assertThat(temp.resolve("journal")).isEmptyDirectory();
        assertThat(temp.resolve("trash/files")).isEmptyDirectory();
    }

    @Test
    void whatADeadProcessHadBegunIsTakenBackAtTheNextStart() throws IOException {
        file("a.txt", "a");
        file("tree/c.txt", "c");
        var before = tree();
        var journal = safekeeping().journal();
        try (var record = journal.begin()) {
            var view = sandbox.guardedBy(() -> true, record);
            view.place("a.txt").write(bytes("changed"));
            view.entry("tree").moveTo(view.place("moved"));
            view.place("new.txt").write(bytes("new"));
        }
        assertThat(journal.past()).isEmpty();

        sandbox.recover();

        assertThat(tree()).isEqualTo(before);
        assertThat(temp.resolve("journal")).isEmptyDirectory();
    }

    @Test
    void aFileThatSomebodyElseMadeFirstStaysWhenTheCallIsTakenBack() throws IOException {
        var changes = sandbox.changes(() -> true);
        var place = changes.sandbox().place("new.txt");
        changes.sandbox().place("other.txt").write(bytes("other"));
        file("new.txt", "same");

        refused(EXISTS, () -> place.write(bytes("same")));
        changes.takeBack();

        assertThat(root.resolve("new.txt")).hasContent("same");
        assertThat(root.toFile().list()).containsExactly("new.txt");
    }

    @Test
    void anEmptyFileInTheWayOfWhatComesFromTheTrashStays() throws IOException {
        file("a.txt", "a");
        var id = change(view -> view.entry("a.txt").trash());
        file("a.txt", "");
        var changes = sandbox.changes(() -> true);

        refused(EXISTS, () -> changes.reversal(id).run());
        changes.takeBack();

        assertThat(root.resolve("a.txt")).isEmptyFile();
        Files.delete(root.resolve("a.txt"));
        undo(id);
        assertThat(root.resolve("a.txt")).hasContent("a");
    }

    @Test
    void aStepThatCanNotBeTakenBackHoldsUpNoOther() throws IOException {
        file("a.txt", "a");
        var journal = safekeeping().journal();
        String id;
        try (var record = journal.begin()) {
            id = record.id();
            var view = sandbox.guardedBy(() -> true, record);
            view.place("a.txt").write(bytes("changed"));
            record.intend(new Step.Trashed(root + "/b", "print", "no \0 path", "b"));
        }
        try (var record = journal.begin()) {
            sandbox.guardedBy(() -> true, record).place("c.txt").write(bytes("c"));
        }

        sandbox.recover();

        assertThat(root.resolve("a.txt")).hasContent("a");
        assertThat(root.resolve("c.txt")).doesNotExist();
        var unfinished = journal.unfinished();
        assertThat(unfinished).extracting(Unfinished::id).containsExactly(id);
        for (var one : unfinished) one.close();
    }

    @Test
    void whatIsAtWorkIsNotTakenBack() throws IOException {
        file("a.txt", "a");
        var changes = sandbox.changes(() -> true);
        changes.sandbox().place("a.txt").write(bytes("b"));

        sandbox.recover();

        assertThat(root.resolve("a.txt")).hasContent("b");
        changes.keep("Write a.txt.");
    }

    @Test
    void anUndoRefusesWhatIsNoLongerAsTheChangeLeftIt() throws IOException {
        var file = file("a.txt", "one");
        var id = change(view -> view.place("a.txt").write(bytes("two")));
        Files.writeString(file, "somebody else's");

        var reversal = sandbox.changes(() -> true).reversal(id);
        refused(STALE, reversal::check);
        refused(STALE, reversal::run);
        refused(NOT_FOUND, () -> sandbox.changes(() -> true).reversal("nonsense"));
        assertThat(file).hasContent("somebody else's");
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        file("a.txt", "a");
        var before = tree();
        var view = sandbox.changes(() -> false).sandbox();

        assertThatIllegalStateException().isThrownBy(() -> view.place("a.txt").write(bytes("x")));
        assertThatIllegalStateException().isThrownBy(() -> view.place("b").createFolder());
        assertThatIllegalStateException().isThrownBy(() -> view.entry("a.txt").trash());
        assertThatIllegalStateException().isThrownBy(() -> view.entry("a.txt").remove());
        assertThatIllegalStateException()
                .isThrownBy(() -> view.entry("a.txt").copyTo(view.place("b")));
        assertThat(tree()).isEqualTo(before);
        assertThat(temp.resolve("journal")).doesNotExist();
    }

    private interface Change {
        void make(Sandbox view) throws IOException;
    }

    private String change(Change change) throws IOException {
        var changes = sandbox.changes(() -> true);
        change.make(changes.sandbox());
        var id = changes.undoId();
        changes.keep("Change something.");
        return id;
    }

    private String undo(String id) throws IOException {
        var changes = sandbox.changes(() -> true);
        var reversal = changes.reversal(id);
        reversal.check();
        reversal.run();
        var undone = changes.undoId();
        changes.keep("Undo it.");
        return undone;
    }

    private void copy(String from, String to) {
        sandbox.existing(from).copyTo(sandbox.place(to));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /// Everything in the root: names, types and contents.
    private Map<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                var is = "folder";
                if (Files.isSymbolicLink(file)) is = "-> " + Files.readSymbolicLink(file);
                else if (Files.isRegularFile(file)) is = mode(file) + Files.readString(file);
                tree.put(root.relativize(file).toString(), is);
            }
        }
        return tree;
    }
}
