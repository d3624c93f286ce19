package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static dev.fusionhost.tools.ErrorCode.STALE;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LinksTest extends RealFolders {
    @Test
    void aLinkOutIsAnEscapeInEveryForm() throws IOException {
        link("file", outside + "/secret.txt");
        link("folder", outside.toString());
        link("relative", "../outside/secret.txt");
        link("first", "second");
        link("second", "folder/secret.txt");
        link("parent", "..");
        link("top", "/");

        for (var path :
                new String[] {
                    "file",
                    "folder",
                    "folder/secret.txt",
                    "folder/new.txt",
                    "relative",
                    "first",
                    "parent",
                    "parent/outside/secret.txt",
                    "top/etc/passwd",
                    root + "/folder/secret.txt"
                }) {
            refused(SYMLINK_ESCAPE, () -> sandbox.existing(path));
            var refusal = refused(SYMLINK_ESCAPE, () -> sandbox.place(path));
            assertThat(refusal.getMessage()).startsWith(path + " ");
            if (!path.startsWith("/")) {
                assertThat(refusal.getMessage())
                        .doesNotContain(outside.toString())
                        .doesNotContain(root.toString());
            }
        }
        refused(SYMLINK_ESCAPE, () -> sandbox.entry("folder/secret.txt"));
        outsideIsUntouched();
    }

    @Test
    void aLinkThatComesAfterTheLookIsToldAsOneAndOneThatGoesAsAReplacement() throws IOException {
        link("out", outside.toString());
        file("a.txt", "a");
        try (var handle = opener().open(root)) {
            var met = catchThrowableOfType(IOException.class, () -> handle.folder(Path.of("out")));
            assertThat(Refusal.of("out", met).code()).isEqualTo(SYMLINK_ESCAPE);
            var gone =
                    catchThrowableOfType(
                            IOException.class, () -> handle.linkTarget(Path.of("a.txt")));
            assertThat(Refusal.of("a.txt", gone).code()).isEqualTo(STALE);
        }
    }

    @Test
    void aDanglingLinkOutIsAnEscape() throws IOException {
        link("dangling", outside + "/not-there");

        refused(SYMLINK_ESCAPE, () -> sandbox.place("dangling"));
        refused(SYMLINK_ESCAPE, () -> sandbox.existing("dangling"));
        assertThat(sandbox.entry("dangling").exists()).isTrue();
    }

    @Test
    void aDanglingLinkInsideLeadsToAPlaceWhereNothingIs() throws IOException {
        link("dangling", "not-there");

        assertThat(sandbox.place("dangling").path()).isEqualTo(root + "/not-there");
        refused(NOT_FOUND, () -> sandbox.existing("dangling"));
    }

    @Test
    void aLinkThatStaysInsideIsFollowed() throws IOException {
        file("real/deep/a.txt", "inside");
        link("short", "real/deep");
        link("absolute", root + "/real/deep/a.txt");
        link("outAndIn", "../root/real/deep/a.txt");
        Files.createSymbolicLink(root.resolve("real/up"), Path.of("../short/a.txt"));
        link("afterLink", "short/../deep/a.txt");

        for (var path :
                new String[] {
                    "short/a.txt",
                    "absolute",
                    "outAndIn",
                    "real/up",
                    "afterLink",
                    "short/../short/a.txt"
                }) {
            var place = sandbox.existing(path);
            assertThat(read(place)).as(path).isEqualTo("inside");
            assertThat(place.path()).isEqualTo(root + "/real/deep/a.txt");
        }
        assertThat(sandbox.place("short/new.txt").path()).isEqualTo(root + "/real/deep/new.txt");
    }

    @Test
    void aLinkFromOneRootToAnotherIsFollowed() throws IOException {
        var second = Files.createDirectories(temp.resolve("second"));
        Files.writeString(second.resolve("b.txt"), "second");
        link("over", second + "/b.txt");
        link("sideways", "../second");
        use(new Root(root, "first", false), new Root(second, "second", true));

        assertThat(read(sandbox.existing("over"))).isEqualTo("second");
        assertThat(sandbox.existing("over").root().label()).isEqualTo("second");
        assertThat(read(sandbox.existing("sideways/b.txt"))).isEqualTo("second");
    }

    @Test
    void aCircleOfLinksIsAnErrorAtOnce() throws IOException {
        link("self", "self");
        link("one", "two");
        link("two", "one/x");
        link("grow", "grow/../grow/grow");

        for (var path : new String[] {"self", "one", "two/x", "grow"}) {
            assertTimeoutPreemptively(
                    ofSeconds(1), () -> refused(NOT_FOUND, () -> sandbox.place(path)));
        }
    }

    @Test
    void fortyLinksAreFollowedAndNoMore() throws IOException {
        file("link0", "end");
        for (int i = 1; i <= 41; i++) link("link" + i, "link" + (i - 1));

        assertThat(read(sandbox.existing("link40"))).isEqualTo("end");
        refused(NOT_FOUND, () -> sandbox.existing("link41"));
    }

    @Test
    void anEntryIsTheLinkItself() throws IOException {
        file("a.txt", "target");
        link("inside", "a.txt");
        link("outside", outside + "/secret.txt");

        var info = sandbox.entry("outside").info();

        assertThat(info.isLink()).isTrue();
        assertThat(info.linkTarget()).isEqualTo(outside + "/secret.txt");
        assertThat(sandbox.entry("inside").path()).isEqualTo(root + "/inside");
        refused(NOT_REGULAR_FILE, () -> sandbox.entry("outside").open());
        refused(SYMLINK_ESCAPE, () -> sandbox.entry("outside").openFolder());
    }

    @Test
    void aLinkThatIsSwappedInAfterwardsLeadsNowhere() throws IOException {
        file("folder/secret.txt", "mine");
        var place = sandbox.existing("folder/secret.txt");
        var folder = sandbox.existing("folder");
        Files.move(root.resolve("folder"), root.resolve("away"));
        link("folder", outside.toString());

        refused(SYMLINK_ESCAPE, place::open);
        refused(SYMLINK_ESCAPE, place::info);
        refused(SYMLINK_ESCAPE, folder::openFolder);
        refused(SYMLINK_ESCAPE, () -> place.moveTo(place.sibling("x")));
        outsideIsUntouched();
    }

    private void outsideIsUntouched() {
        assertThat(outside.toFile().list()).containsExactly("secret.txt");
        assertThat(outside.resolve("secret.txt")).hasContent("secret");
    }
}
