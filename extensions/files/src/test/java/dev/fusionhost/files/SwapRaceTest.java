package dev.fusionhost.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.tools.SwappedFolder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Somebody swaps a folder for a link to one outside, as fast as the system lets him, while the
/// tools look. For a second, and for 20 in the profile `soak`.
@EnabledOnOs(OS.LINUX)
class SwapRaceTest extends RealFolder {
    private static final Duration TIME =
            Duration.ofSeconds(Long.getLong("fusionhost.race.seconds", 1));

    private int answers;

    @Test
    void nothingOutsideIsShownWhileAFolderIsSwappedForALink() throws Exception {
        file("folder/deep/secret.txt", "inside");
        file("folder/a.txt", "inside");
        Files.createDirectory(outside.resolve("deep"));
        Files.writeString(outside.resolve("deep/secret.txt"), "from outside");
        Files.writeString(outside.resolve("a.txt"), "from outside");
        Files.writeString(outside.resolve("only-outside"), "from outside");
        long end = System.nanoTime() + TIME.toNanos();
        try (var folder = SwappedFolder.of(root.resolve("folder"), outside)) {
            // And until there were enough swaps and answers to tell something.
            while (System.nanoTime() < end || folder.swaps() < 300 || answers < 300) look();
        }
        assertThat(outside.toFile().list())
                .containsExactlyInAnyOrder("secret.txt", "deep", "a.txt", "only-outside");
    }

    private void look() {
        for (var path : new String[] {".", "folder", "folder/deep"}) look(path);
        ReadingTools.ofFiles("folder/deep/secret.txt").forEach(this::look);
        look("search_text", Map.of("path", ".", "pattern", "from outside"));
    }

    private void look(String folder) {
        ReadingTools.at(folder).forEach(this::look);
    }

    private void look(String tool, Object input) {
        var answer = tools.call(tool, input);
        answers++;
        if (!answer.ok()) return;
        assertThat(answer.output().toString())
                .as(tool + input)
                .doesNotContain("from outside", "only-outside", "ZnJvbSBvdXRzaWRl");
    }
}
