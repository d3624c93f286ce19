package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.NOT_A_DIRECTORY;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FolderTest extends RealFolders {
    @Test
    void itsEntriesAreWhatIsInIt() throws IOException {
        file("a.txt", "123");
        folder("folder");
        link("out", outside.toString());
        var types = new TreeMap<String, FileType>();

        try (var folder = sandbox.existing(".").openFolder()) {
            for (var entry : folder) types.put(entry.name(), entry.info().orElseThrow().type());
        }

        assertThat(types)
                .containsExactly(
                        entry("a.txt", FileType.FILE),
                        entry("folder", FileType.FOLDER),
                        entry("out", FileType.LINK));
    }

    @Test
    void aLinkIsShownAndNeverEntered() throws IOException {
        link("out", outside.toString());
        link("loop", ".");

        try (var folder = sandbox.existing(".").openFolder()) {
            for (var entry : folder) {
                assertThat(entry.isFolder()).isFalse();
                assertThat(entry.isFile()).isFalse();
                assertThat(entry.info().orElseThrow().linkTarget()).isNotNull();
                refused(NOT_A_DIRECTORY, entry::openFolder);
                refused(NOT_REGULAR_FILE, entry::open);
            }
        }
    }

    @Test
    void anEntryThatHasGoneIsAbsent() throws IOException {
        var file = file("a.txt", "");

        try (var folder = sandbox.existing(".").openFolder()) {
            for (var entry : folder) {
                Files.delete(file);
                assertThat(entry.info()).isEmpty();
                assertThat(entry.isFile()).isFalse();
                refused(NOT_FOUND, entry::open);
            }
        }
    }

    @Test
    void aWalkGoesOnInsideAFolderThatIsSwappedForALink() throws IOException {
        file("folder/inner/secret.txt", "mine");

        try (var folder = sandbox.existing("folder").openFolder()) {
            Files.move(root.resolve("folder"), root.resolve("away"));
            link("folder", outside.toString());
            Files.createDirectory(outside.resolve("inner"));
            Files.writeString(outside.resolve("inner/secret.txt"), "secret");
            for (var entry : folder) {
                try (var inner = entry.openFolder()) {
                    for (var file : inner) {
                        try (var channel = file.open()) {
                            assertThat(channel.size()).isEqualTo("mine".length());
                        }
                    }
                }
            }
        }
    }
}
