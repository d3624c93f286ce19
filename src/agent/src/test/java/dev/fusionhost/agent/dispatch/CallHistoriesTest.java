package dev.fusionhost.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random histories of calls, redeliveries, cancels, losses, crashes and restarts: each call has
/// one final result, no action runs twice, and nothing is lost.
class CallHistoriesTest {
    @Test
    void inHundredsOfHistoriesEachCallIsAnsweredOnceAndNoActionRunsTwice() throws Exception {
        histories(200);
    }

    @Test
    @Tag("soak")
    void inTenThousandHistoriesEachCallIsAnsweredOnceAndNoActionRunsTwice() throws Exception {
        histories(10_000);
    }

    private static void histories(int count) throws Exception {
        // Another one each time; to see a history again, put its seed here.
        var seeds = new Random(ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < count; i++) history(seeds.nextLong());
    }

    private static void history(long seed) throws Exception {
        var folder = folder();
        try (var history = new CallHistory(folder, seed)) {
            history.run();
            assertThat(history.faults()).as("history of seed %d", seed).isEmpty();
        } catch (RuntimeException | Error failed) {
            throw new AssertionError("history of seed " + seed, failed);
        } finally {
            delete(folder);
        }
    }

    /// In memory where the system has a place for that: ten thousand histories flush half a million
    /// times, and that the disk keeps what was flushed is not what is tested here.
    private static Path folder() throws IOException {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "history")
                : Files.createTempDirectory("history");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
