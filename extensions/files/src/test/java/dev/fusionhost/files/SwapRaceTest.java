package dev.fusionhost.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Somebody swaps a folder for a link to one outside, as fast as the system lets him, while the
/// tools look.
@EnabledOnOs(OS.LINUX)
class SwapRaceTest extends RealFolder {
    private final AtomicLong swaps = new AtomicLong();
    private int answers;

    @Test
    void nothingOutsideIsShownWhileAFolderIsSwappedForALink() throws Exception {
        race(Duration.ZERO);
    }

    @Test
    @Tag("soak")
    void norInTwentySeconds() throws Exception {
        race(Duration.ofSeconds(20));
    }

    /// For a time, and until there were enough swaps and answers to tell something.
    private void race(Duration time) throws Exception {
        file("folder/deep/secret.txt", "inside");
        file("folder/a.txt", "inside");
        Files.createDirectory(outside.resolve("deep"));
        Files.writeString(outside.resolve("deep/secret.txt"), "from outside");
        Files.writeString(outside.resolve("a.txt"), "from outside");
        Files.writeString(outside.resolve("only-outside"), "from outside");
        link("decoy", outside.toString());
        var done = new AtomicBoolean();
        var racer = Thread.ofPlatform().start(() -> swapUntil(done));
        long end = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() < end || swaps.get() < 300 || answers < 300) look();
        } finally {
            done.set(true);
            racer.join();
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

    private void swapUntil(AtomicBoolean done) {
        var folder = root.resolve("folder");
        var aside = root.resolve("aside");
        var decoy = root.resolve("decoy");
        try {
            while (!done.get()) {
                Files.move(folder, aside);
                Files.move(decoy, folder);
                Files.move(folder, decoy);
                Files.move(aside, folder);
                swaps.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
