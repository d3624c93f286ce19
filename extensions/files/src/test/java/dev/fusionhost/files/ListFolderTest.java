package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.NOT_A_DIRECTORY;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.files.ListFolder.Input;
import dev.fusionhost.files.ListFolder.Item;
import dev.fusionhost.files.ListFolder.Listing;
import dev.fusionhost.files.ListFolder.Sort;
import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.testing.tools.ToolTester;
import dev.fusionhost.tools.sandbox.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListFolderTest extends RealFolder {
    @Test
    void entriesHaveTheirTypeAndLinksWhatTheyPointTo() throws IOException {
        file("a.txt", "12345");
        Files.createDirectory(root.resolve("folder"));
        link("link", outside + "/secret.txt");
        var changed = Instant.parse("2024-01-02T03:04:05.678901234Z");
        Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(changed));

        var listing = list(Sort.NAME, false, 0, 200);

        assertThat(listing.path()).isEqualTo(root.toString());
        assertThat(listing.entries())
                .extracting(Item::name)
                .containsExactly("a.txt", "folder", "link");
        assertThat(listing.entries())
                .extracting(Item::type)
                .containsExactly(FileType.FILE, FileType.FOLDER, FileType.LINK);
        assertThat(listing.entries().getFirst())
                .isEqualTo(new Item("a.txt", FileType.FILE, 5L, changed, null));
        assertThat(listing.entries().getLast().linkTarget()).isEqualTo(outside + "/secret.txt");
        assertThat(listing.truncated()).isFalse();
        assertThat(listing.next()).isNull();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() throws IOException {
        for (int i = 0; i < 25; i++) file("f%02d".formatted(i), "x".repeat(i));

        var first = list(Sort.NAME, false, 0, 10);
        var second = list(Sort.NAME, false, first.next(), 10);
        var third = list(Sort.NAME, false, second.next(), 10);

        assertThat(names(first)).startsWith("f00").endsWith("f09").hasSize(10);
        assertThat(names(second)).startsWith("f10").endsWith("f19").hasSize(10);
        assertThat(names(third)).startsWith("f20").endsWith("f24").hasSize(5);
        assertThat(first.truncated()).isTrue();
        assertThat(third.truncated()).isFalse();
        assertThat(third.next()).isNull();
        assertThat(first.total()).isEqualTo(25);
    }

    @Test
    void theLargestOrTheNewestComesFirst() throws IOException {
        for (int i = 0; i < 3; i++) {
            var file = file("f" + i, "x".repeat(i));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 - i * 1000));
        }

        assertThat(names(list(Sort.SIZE, false, 0, 2))).containsExactly("f2", "f1");
        assertThat(names(list(Sort.MODIFIED, false, 0, 2))).containsExactly("f0", "f1");
    }

    @Test
    void hiddenNamesAreCountedOrShown() throws IOException {
        file(".hidden", "");
        file("shown", "");

        assertThat(names(list(Sort.NAME, false, 0, 200))).containsExactly("shown");
        assertThat(list(Sort.NAME, false, 0, 200).hiddenLeftOut()).isEqualTo(1);
        assertThat(names(list(Sort.NAME, true, 0, 200))).containsExactly(".hidden", "shown");
    }

    @Test
    void oddNamesComeAsTheyAre() throws IOException {
        file("line\nbreak", "");
        file("\u001b[31m", "");
        file("\u202etxt.exe", "");

        assertThat(names(list(Sort.NAME, true, 0, 200)))
                .containsExactlyInAnyOrder("line\nbreak", "\u001b[31m", "\u202etxt.exe");
    }

    @Test
    void aLongFolderIsCutAndCanBeStopped() throws IOException {
        for (int i = 0; i < 3_000; i++) Files.createFile(root.resolve("f" + i));

        assertThat(list(Sort.NAME, false, 0, 2_000).entries()).hasSize(2_000);
        refused(CANCELLED, ask(tools.cancelledAtLook(1_000), in(".")));
    }

    @Test
    void whatIsNoFolderInsideTheRootsIsRefused() throws IOException {
        file("file", "");
        link("out", outside.toString());

        refused(NOT_A_DIRECTORY, ask(tools, in("file")));
        refused(NOT_FOUND, ask(tools, in("missing")));
        refused(SYMLINK_ESCAPE, ask(tools, in("out")));
    }

    private Listing list(Sort sort, boolean hidden, int offset, int limit) {
        return ask(tools, new Input(".", sort, hidden, offset, limit)).output(Listing.class);
    }

    private static Answer ask(ToolTester tools, Input input) {
        return tools.call("list_folder", input);
    }

    private static Input in(String path) {
        return new Input(path, Sort.NAME, false, 0, 200);
    }

    private static List<String> names(Listing listing) {
        return listing.entries().stream().map(Item::name).toList();
    }
}
