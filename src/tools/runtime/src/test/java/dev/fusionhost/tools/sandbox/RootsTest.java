package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.PROTECTED_PATH;
import static dev.fusionhost.tools.ErrorCode.READ_ONLY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootsTest extends RealFolders {
    @Test
    void aBadRootStopsTheStartWithOneSentence() throws IOException {
        file("file.txt", "");
        Files.createDirectories(home.resolve(".ssh/keys"));

        refusesToStart("does not exist", new Root(temp.resolve("missing"), "x", false));
        refusesToStart("is not a folder", new Root(root.resolve("file.txt"), "x", false));
        refusesToStart("is protected", new Root(home.resolve(".ssh/keys"), "x", true));
        refusesToStart("twice", new Root(root, "x", true), new Root(root, "y", false));
        refusesToStart("No root");
    }

    private void refusesToStart(String why, Root... roots) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandboxOf(roots))
                .withMessageContaining(why)
                .withMessageEndingWith(".");
    }

    @Test
    void aRootThatIsALinkIsAllowedInBothForms() throws IOException {
        file("a.txt", "content");
        var alias = Files.createSymbolicLink(temp.resolve("alias"), root);
        use(new Root(alias, "alias", false));

        assertThat(sandbox.roots()).containsExactly(new Root(root, "alias", false));
        assertThat(sandbox.existing(alias + "/a.txt").path()).isEqualTo(root + "/a.txt");
        assertThat(sandbox.existing(root + "/a.txt").path()).isEqualTo(root + "/a.txt");
        assertThat(sandbox.existing(alias.toString()).toPath()).isEqualTo(root);
        refused(OUTSIDE_ROOTS, () -> sandbox.existing(alias + "/../outside/secret.txt"));
    }

    @Test
    void theMostSpecificRootDecides() throws IOException {
        file("locked/a.txt", "");
        file("locked/open/b.txt", "");
        file("c.txt", "");
        use(
                new Root(root, "writable", false),
                new Root(root.resolve("locked"), "locked", true),
                new Root(root.resolve("locked/open"), "open", false));

        refused(READ_ONLY_ROOT, () -> rename("locked/a.txt", "moved"));
        refused(READ_ONLY_ROOT, () -> sandbox.entry("c.txt").moveTo(sandbox.place("locked/c.txt")));
        rename("locked/open/b.txt", "moved");
        rename("c.txt", "moved");
        assertThat(root.resolve("locked/open/moved")).exists();
        assertThat(root.resolve("moved")).exists();
        assertThat(sandbox.place("locked").root().label()).isEqualTo("locked");
    }

    @Test
    void aRootIsNotMovedAndNeitherIsAFolderThatHoldsOne() throws IOException {
        folder("above/nested");
        file("above/other.txt", "");
        use(new Root(root, "root", false), new Root(root.resolve("above/nested"), "n", false));

        refused(OUTSIDE_ROOTS, () -> sandbox.entry(root.toString()).sibling("renamed"));
        refused(
                OUTSIDE_ROOTS,
                () -> sandbox.entry(root.toString()).moveTo(sandbox.place("inside")));
        refused(OUTSIDE_ROOTS, () -> rename("above/nested", "renamed"));
        refused(PROTECTED_PATH, () -> rename("above", "renamed"));
        refused(EXISTS, () -> sandbox.entry("above/other.txt").moveTo(sandbox.existing("above")));
        assertThat(root.resolve("above/nested")).exists();
    }

    @Test
    void aRootThatIsMadeAnewIsUsedAnew() throws IOException {
        file("old.txt", "old");
        assertThat(sandbox.existing("old.txt").exists()).isTrue();
        Files.move(root, temp.resolve("set-aside"));
        refused(NOT_FOUND, () -> sandbox.existing("old.txt"));

        Files.createDirectory(root);
        file("new.txt", "new");

        assertThat(read(sandbox.existing("new.txt"))).isEqualTo("new");
        refused(NOT_FOUND, () -> sandbox.existing("old.txt"));
    }

    @Test
    void aLinkInThePlaceOfARootIsNotTheRoot() throws IOException {
        Files.move(root, temp.resolve("set-aside"));
        Files.createSymbolicLink(root, outside);

        refused(NOT_FOUND, () -> sandbox.existing("secret.txt"));
    }

    @Test
    void theWholeFileSystemCanBeARootButNotWhatProcessesHandOut() throws IOException {
        file("a.txt", "content");
        use(new Root(Path.of("/"), "everything", true));

        assertThat(read(sandbox.existing(root + "/a.txt"))).isEqualTo("content");
        assertThat(sandbox.existing("/").info().isFolder()).isTrue();
        for (var path : List.of("/proc/self/environ", "/proc", "/proc/self/root/etc", "/PROC/1")) {
            refused(PROTECTED_PATH, () -> sandbox.existing(path));
        }
        refused(PROTECTED_PATH, () -> sandbox.existing("/dev/fd/0"));
    }

    private void rename(String path, String name) {
        var entry = sandbox.entry(path);
        entry.moveTo(entry.sibling(name));
    }
}
