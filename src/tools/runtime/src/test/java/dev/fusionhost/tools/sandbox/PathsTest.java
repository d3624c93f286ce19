package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_A_DIRECTORY;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest extends RealFolders {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../outside/secret.txt",
                "a/../../outside/secret.txt",
                "a/../..",
                "missing/../../outside/secret.txt",
                "ROOT/../outside/secret.txt",
                "ROOT//..//outside/secret.txt",
                "ROOT/./../outside",
                "/../../../etc/passwd",
                "//etc/passwd",
                "/etc/./passwd",
                "/",
                "ROOT-evil/x",
                "ROOT2",
                "ROOT.bak",
                "TEMP/outside/missing",
                "~/x",
                "~"
            })
    void aWayOutIsOutside(String path) throws IOException {
        folder("a");
        for (var sibling : new String[] {"root-evil", "root2", "root.bak"}) {
            Files.writeString(
                    Files.createDirectory(temp.resolve(sibling)).resolve("x"), "neighbour");
        }
        var spelled = spelled(path);

        for (var refusal :
                new Exception[] {
                    refused(OUTSIDE_ROOTS, () -> sandbox.place(spelled)),
                    refused(OUTSIDE_ROOTS, () -> sandbox.existing(spelled)),
                    refused(OUTSIDE_ROOTS, () -> sandbox.entry(spelled))
                }) {
            assertThat(refusal.getMessage()).startsWith(spelled + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ROOT", "ROOT/", "ROOT/.", "ROOT/a/..", ".", "./", "a/..", "ROOT/../root"})
    void theRootItselfIsAllowed(String path) {
        var place = sandbox.existing(spelled(path));

        assertThat(place.toPath()).isEqualTo(root);
        assertThat(place.info().isFolder()).isTrue();
        assertThat(place.name()).isEqualTo("root");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..hidden",
                "a..",
                "...",
                "%2e%2e",
                "~tilde",
                "-rf",
                "$HOME",
                "new\nline",
                "\u001b[31mred",
                "\u202egnp.exe",
                "café",
                "back\\slash",
                " spaced "
            })
    void aNameIsTakenLiterally(String name) throws IOException {
        file(name, "found");

        assertThat(read(sandbox.existing(name))).isEqualTo("found");
        assertThat(read(sandbox.existing(root + "/./" + name))).isEqualTo("found");
        assertThat(sandbox.existing(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "a\0b"})
    void whatIsNoPathIsInvalid(String path) {
        refused(INVALID_INPUT, () -> sandbox.place(path));
        refused(INVALID_INPUT, () -> sandbox.existing(path));
    }

    @Test
    void anOverlongPathIsInvalidAndNotRepeated() {
        for (int length : new int[] {5_000, 300}) {
            var refusal = refused(INVALID_INPUT, () -> sandbox.place("a".repeat(length)));
            assertThat(refusal.getMessage()).hasSizeLessThan(100);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Windows\\win.ini",
                "C:/Windows/win.ini",
                "\\\\server\\share",
                "//server/share/x",
                "file:///etc/passwd",
                "file://server/x"
            })
    void theSpellingOfAnotherSystemCreatesNothing(String path) {
        var refusal =
                org.assertj.core.api.Assertions.catchThrowableOfType(
                        dev.fusionhost.tools.ToolException.class, () -> sandbox.place(path));

        assertThat(refusal.code()).isIn(INVALID_INPUT, NOT_FOUND, OUTSIDE_ROOTS);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void relativePathsBeginAtTheFirstRootAndTheTildeIsTheHome() throws IOException {
        file("docs/a.txt", "in root");
        Files.writeString(home.resolve("b.txt"), "in home");
        use(new Root(root, "root", false), new Root(home, "home", false));

        assertThat(sandbox.existing("docs/a.txt").path()).isEqualTo(root + "/docs/a.txt");
        assertThat(read(sandbox.existing("~/b.txt"))).isEqualTo("in home");
        assertThat(sandbox.existing("~").toPath()).isEqualTo(home);
        assertThat(sandbox.existing("~/").toPath()).isEqualTo(home);
        refused(NOT_FOUND, () -> sandbox.existing("~//etc/passwd"));
    }

    @Test
    void onlyTheLastNameMayBeMissing() throws IOException {
        file("file.txt", "");

        assertThat(sandbox.place("new.txt").exists()).isFalse();
        assertThat(sandbox.place("new.txt").state()).isEqualTo("absent");
        refused(NOT_FOUND, () -> sandbox.existing("new.txt"));
        refused(NOT_FOUND, () -> sandbox.entry("new.txt"));
        refused(NOT_FOUND, () -> sandbox.place("missing/new.txt"));
        refused(NOT_A_DIRECTORY, () -> sandbox.place("file.txt/new.txt"));
        assertThat(root).isDirectoryNotContaining("glob:**/new.txt");
    }

    @Test
    void twoDotsTakeBackTheNameBeforeThem() throws IOException {
        file("b.txt", "beside");
        folder("deep/er");
        link("a", "deep/er");

        assertThat(read(sandbox.existing("a/../b.txt"))).isEqualTo("beside");
        assertThat(read(sandbox.existing("missing/../b.txt"))).isEqualTo("beside");
    }

    @Test
    void aMessageShowsThePathAsItWasGivenWithNothingHidden() {
        var refusal = refused(NOT_FOUND, () -> sandbox.existing("no\n\u001b[2J\u202e.txt"));

        assertThat(refusal.getMessage()).isEqualTo("no\\n\\u001b[2J\\u202e.txt does not exist.");
    }

    private String spelled(String path) {
        return path.replace("ROOT", root.toString()).replace("TEMP", temp.toString());
    }
}
