package dev.fusionhost.tools.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Somebody swaps a folder for a link to a folder outside, as fast as the system lets him.
/// For a second each, and for 20 in the profile `soak`.
@EnabledOnOs(OS.LINUX)
class RaceTest extends RealFolders {
    private final AtomicLong swaps = new AtomicLong();
    private final AtomicLong reached = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @Test
    void nothingOutsideIsReadOrListedWhileAFolderIsSwappedForALink() throws Exception {
        makeAFolderAndADecoy();
        var done = new AtomicBoolean();
        var racer = Thread.ofPlatform().start(() -> swapUntil(done));

        long seconds = Long.getLong("fusionhost.race.seconds", 1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        // A busy machine gets more time to see enough.
        long latest = end + TimeUnit.MINUTES.toNanos(1);
        try {
            while (System.nanoTime() < end || (hasSeenLittle() && System.nanoTime() < latest)) {
                attempt(this::readDirectly);
                attempt(this::readAPlaceOfBefore);
                attempt(this::list);
            }
        } finally {
            done.set(true);
            racer.join();
        }

        assertThat(swaps.get()).isGreaterThan(100);
        assertThat(reached.get()).isGreaterThan(100);
        assertThat(refused.get()).isGreaterThan(100);
        assertNothingHasChangedOutside();
    }

    @Test
    void nothingOutsideIsMovedWrittenMadeOrCopiedWhileAFolderIsSwappedForALink() throws Exception {
        makeAFolderAndADecoy();
        var done = new AtomicBoolean();
        var racer = Thread.ofPlatform().start(() -> swapUntil(done));

        long seconds = Long.getLong("fusionhost.race.seconds", 1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            // Each change waits for the disk, which can be slow.
            for (int round = 0; round < 5 || System.nanoTime() < end; round++) {
                attempt(this::moveInAndBack);
                attempt(this::write);
                attempt(this::makeAFolderAndRemoveIt);
                attempt(this::copyInAndThrowAway);
            }
        } finally {
            done.set(true);
            racer.join();
        }

        assertThat(swaps.get()).isPositive();
        assertNothingHasChangedOutside();
        assertThat(outside.resolve("deep/secret.txt")).hasContent("secret");
        assertThat(root.toFile().list()).noneMatch(name -> name.startsWith(".fusion-host-"));
    }

    private void makeAFolderAndADecoy() throws IOException {
        file("folder/secret.txt", "mine");
        file("folder/deep/secret.txt", "mine");
        file("ball.txt", "mine");
        Files.createDirectory(outside.resolve("deep"));
        Files.writeString(outside.resolve("deep/secret.txt"), "secret");
        Files.writeString(outside.resolve("only-outside"), "secret");
        link("decoy", outside.toString());
    }

    private void assertNothingHasChangedOutside() {
        assertThat(outside.toFile().list())
                .containsExactlyInAnyOrder("secret.txt", "deep", "only-outside");
        assertThat(outside.resolve("secret.txt")).hasContent("secret");
        assertThat(outside.resolve("deep").toFile().list()).containsExactly("secret.txt");
    }

    private boolean hasSeenLittle() {
        return Math.min(swaps.get(), Math.min(reached.get(), refused.get())) <= 100;
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

    private void readDirectly() throws IOException {
        assertThat(content(sandbox.existing("folder/deep/secret.txt"))).isEqualTo("mine");
    }

    private void readAPlaceOfBefore() throws IOException {
        var place = sandbox.existing("folder/secret.txt");
        assertThat(place.info().size()).isEqualTo("mine".length());
        assertThat(content(place)).isEqualTo("mine");
    }

    private void list() throws IOException {
        try (var folder = sandbox.existing("folder").openFolder()) {
            for (var entry : folder) {
                assertThat(entry.name()).isNotEqualTo("only-outside");
                if (!entry.isFolder()) continue;
                try (var deep = entry.openFolder()) {
                    for (var file : deep) {
                        try (var channel = file.open()) {
                            assertThat(channel.size()).isEqualTo("mine".length());
                        }
                    }
                }
            }
        }
    }

    private void moveInAndBack() throws IOException {
        var ball = sandbox.entry("ball.txt");
        var there = ball.moveTo(sandbox.place("folder/ball.txt"));
        while (Files.notExists(root.resolve("ball.txt"))) {
            try {
                there.moveTo(ball);
            } catch (ToolException _) {
                refused.incrementAndGet();
            }
        }
    }

    private void write() throws IOException {
        change(view -> view.place("folder/deep/secret.txt").write("mine".getBytes(UTF_8)));
    }

    private void makeAFolderAndRemoveIt() throws IOException {
        change(
                view -> {
                    var made = view.place("folder/made");
                    if (made.exists()) view.entry("folder/made").remove();
                    else made.createFolder();
                });
    }

    private void copyInAndThrowAway() throws IOException {
        change(
                view -> {
                    var copy = view.place("folder/copy");
                    if (copy.exists()) view.entry("folder/copy").trash();
                    else view.existing("folder/deep").copyTo(copy);
                });
    }

    private void change(Consumer<Sandbox> change) throws IOException {
        var changes = sandbox.changes(() -> true);
        try {
            change.accept(changes.sandbox());
        } finally {
            changes.keep("Race.");
        }
    }

    private static String content(Place place) throws IOException {
        try (var channel = place.open()) {
            var buffer = ByteBuffer.allocate(64);
            channel.read(buffer);
            return new String(buffer.array(), 0, buffer.position(), UTF_8);
        }
    }

    private void attempt(Attempt attempt) throws IOException {
        try {
            attempt.run();
            reached.incrementAndGet();
        } catch (ToolException | NoSuchFileException _) {
            refused.incrementAndGet();
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
