package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.IO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.tools.undo.UndoJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// On a file system of one mebibyte, where this user may mount one.
@EnabledOnOs(OS.LINUX)
class FullDiskTest extends RealFolders {
    private Path small;
    private boolean mounted;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        small = Files.createDirectory(temp.resolve("small"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
        assumeTrue(mounted, "this user may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        sandbox.close();
        if (mounted) assertThat(run("umount", "-l", small.toString())).isTrue();
    }

    @Test
    void aWriteThatFindsNoRoomLeavesTheOldContent() throws IOException {
        use(new Root(small, "small", false));
        var file = Files.writeString(small.resolve("a.txt"), "old");
        var changes = sandbox.changes(() -> true);
        var view = changes.sandbox();
        view.place("b.txt").write(new byte[10]);

        var refusal = refused(IO, () -> view.place("a.txt").write(new byte[2 << 20]));
        changes.takeBack();

        assertThat(refusal.sentence()).isEqualTo("There is no room left on the disk for a.txt.");
        assertThat(file).hasContent("old");
        assertThat(small.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void aJournalThatFindsNoRoomStopsTheChange() throws IOException {
        var file = file("a.txt", "x".repeat(2 << 20));
        var journal = new UndoJournal(small.resolve("journal"), InstantSource.system());
        var safekeeping = new Safekeeping(journal, Trash.in(temp.resolve("trash")));
        var roots = List.of(new Root(root, "root", false));
        try (var host = Sandbox.of(roots, List.of(), safekeeping)) {
            var changes = host.changes(() -> true);

            refused(IO, () -> changes.sandbox().place("a.txt").write(new byte[1]));
            changes.takeBack();
        }

        assertThat(file).hasSize(2 << 20);
        assertThat(root.toFile().list()).containsExactly("a.txt");
        assertThat(small.resolve("journal")).isEmptyDirectory();
    }

    @Test
    void aCopyAndAMoveThatFindNoRoomLeaveTheOriginal() throws IOException {
        use(new Root(root, "root", false), new Root(small, "small", false));
        var file = file("big", "x".repeat(2 << 20));
        var changes = sandbox.changes(() -> true);
        var view = changes.sandbox();

        refused(IO, () -> view.existing("big").copyTo(view.place(small + "/copy")));
        refused(IO, () -> view.entry("big").moveTo(view.place(small + "/moved")));
        changes.takeBack();

        assertThat(file).hasSize(2 << 20);
        assertThat(small).isEmptyDirectory();
    }

    @Test
    void aMoveToAnotherFileSystemCopiesAndKeepsTheOriginalInTheTrash() throws IOException {
        use(new Root(root, "root", false), new Root(small, "small", false));
        file("tree/a.txt", "a");
        link("tree/link", "a.txt");
        var changes = sandbox.changes(() -> true);
        var view = changes.sandbox();

        view.entry("tree").moveTo(view.place(small + "/tree"));
        var id = changes.undoId();
        changes.keep("Move it.");

        assertThat(root).isEmptyDirectory();
        assertThat(small.resolve("tree/a.txt")).hasContent("a");
        assertThat(small.resolve("tree/link")).isSymbolicLink();
        assertThat(temp.resolve("trash/files/tree/a.txt")).hasContent("a");
        sandbox.changes(() -> true).reversal(id).run();
        assertThat(root.resolve("tree/a.txt")).hasContent("a");
        assertThat(small.resolve("tree")).doesNotExist();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
