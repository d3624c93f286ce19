package dev.fusionhost.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.protocol.Limits;
import dev.fusionhost.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a journal knows after whatever has happened to its process and its disk.
class JournalTest {
    @TempDir Path home;

    private final FakeClock clock = new FakeClock();
    private Journal journal;

    @BeforeEach
    void aJournal() {
        journal = Journal.open(file(), clock);
    }

    @AfterEach
    void itIsClosed() {
        journal.close();
    }

    @Test
    void theNextProcessKnowsWhatThisOneWasTold() throws Exception {
        journal.begun("c1", "rename");
        journal.begun("c2", "rename");
        journal.answered("c2", "{\"ok\":true}");
        journal.begun("c3", "rename");
        journal.answered("c3", "{}");
        journal.over("c3");
        reopen();
        assertThat(journal.remembered())
                .containsExactly(
                        new Entry.Begun("c1", clock.instant(), "rename"),
                        new Entry.Answered("c2", clock.instant(), "{\"ok\":true}"),
                        new Entry.Over("c3", clock.instant()));
    }

    @Test
    void aCallThatWasAnsweredIsNotBegunByALateWord() throws Exception {
        journal.answered("c1", "{}");
        journal.begun("c1", "rename");
        reopen();
        assertThat(journal.remembered())
                .containsExactly(new Entry.Answered("c1", clock.instant(), "{}"));
    }

    @Test
    void whereverACrashCutsTheFileNothingBeforeTheCutIsLost() throws Exception {
        journal.begun("c1", "rename");
        var first = size();
        journal.answered("c1", "{\"ok\":true}");
        var second = size();
        journal.begun("c2", "rename");
        var whole = Files.readAllBytes(file());
        for (int cut = 0; cut <= whole.length; cut++) {
            journal.close();
            Files.write(file(), Arrays.copyOf(whole, cut));
            reopen();
            var expected = cut < first ? 0 : cut < second ? 1 : cut < whole.length ? 1 : 2;
            assertThat(journal.remembered()).as("cut at %d", cut).hasSize(expected);
            if (cut >= second)
                assertThat(journal.remembered().getFirst()).isInstanceOf(Entry.Answered.class);
            if (cut % 10 != 0) continue;
            // And it goes on from there.
            journal.begun("next", "rename");
            reopen();
            assertThat(journal.remembered()).as("after a cut at %d", cut).hasSize(expected + 1);
        }
    }

    @Test
    void anEndOfZerosIsWhatAPowerCutLeaves() throws Exception {
        journal.begun("c1", "rename");
        journal.close();
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 5_000));
        reopen();
        journal.begun("c2", "rename");
        reopen();
        assertThat(journal.remembered()).extracting(Entry::callId).containsExactly("c1", "c2");
    }

    @Test
    void aDamagedFileIsLeftAsItIsAndRefusesMore() throws Exception {
        for (var id : List.of("c1", "c2", "c3")) journal.begun(id, "rename");
        journal.close();
        var bytes = Files.readAllBytes(file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(), bytes);
        reopen();
        assertThat(journal.remembered()).extracting(Entry::callId).containsExactly("c1", "c3");
        assertThatThrownBy(() -> journal.begun("c4", "rename"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining(file().toString());
        journal.close();
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void somebodyElsesFileIsNotOverwritten() throws IOException {
        journal.close();
        Files.writeString(file(), "a shopping list");
        reopen();
        assertThatThrownBy(() -> journal.begun("c1", "rename"))
                .isInstanceOf(JournalException.class);
        journal.close();
        assertThat(file()).hasContent("a shopping list");
    }

    @Test
    void aFolderThatCanNotBeMadeRefusesMutationsAndNothingElse() throws IOException {
        var blocked = Files.createDirectory(home.resolve("blocked"));
        Files.writeString(blocked.resolve("journal"), "in the way");
        try (var refusing = Journal.open(blocked.resolve("journal").resolve("calls.log"), clock)) {
            assertThat(refusing.remembered()).isEmpty();
            assertThatThrownBy(() -> refusing.begun("c1", "rename"))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("can't be opened");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void nobodyElseCanReadIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.resolve("journal"))))
                .isEqualTo("rwx------");
    }

    @Test
    void theFileIsBoundedByWhatIsAliveInIt() throws Exception {
        var large = "x".repeat(1024 * 1024);
        journal.begun("old", "rename");
        for (int i = 0; i < 40; i++) {
            journal.answered("c" + i, large);
            journal.over("c" + i);
        }
        assertThat(size()).isLessThan(12L * 1024 * 1024);
        reopen();
        assertThat(journal.remembered()).hasSize(41).first().isInstanceOf(Entry.Begun.class);
    }

    @Test
    void idsThatNobodyAsksForAnyMoreAreForgottenAfterADay() throws Exception {
        journal.answered("c1", "{}");
        journal.over("c1");
        journal.answered("large", "x".repeat(3 * 1024 * 1024));
        journal.over("large");
        clock.advance(Limits.RESULT_LIFETIME.plus(Duration.ofMinutes(1)));
        journal.answered("larger", "x".repeat(3 * 1024 * 1024));
        journal.over("larger");
        journal.begun("c2", "rename");
        journal.begun("c3", "rename");
        assertThat(journal.remembered())
                .extracting(Entry::callId)
                .containsExactly("larger", "c2", "c3");
    }

    @Test
    void noNumberOfCancelsMakesTheFileGrowOrAnActionBeForgotten() throws Exception {
        journal.answered("done", "{}");
        journal.over("done");
        for (int i = 0; i < 400_000; i++) {
            journal.cancelled("never-came-" + i);
            if (i % 10_000 == 0) journal.flush();
        }
        journal.flush();
        assertThat(size()).isLessThan(6L * 1024 * 1024);
        reopen();
        assertThat(journal.remembered())
                .contains(
                        new Entry.Over("done", clock.instant()),
                        new Entry.Cancelled("never-came-399999", clock.instant()))
                .hasSizeLessThan(25_000);
    }

    @Test
    void aCancelThatAFailedDiskDidNotTakeIsWrittenWhenItDoes() throws Exception {
        // With this much dead in it the file is written anew, which what is in the way prevents.
        journal.answered("large", "x".repeat(5 * 1024 * 1024));
        journal.over("large");
        journal.flush();
        var inTheWay = file().resolveSibling("calls.log.fresh");
        Files.createDirectories(inTheWay.resolve("something"));
        journal.cancelled("c1");
        journal.flush();
        assertThatThrownBy(() -> journal.begun("c2", "rename"))
                .isInstanceOf(JournalException.class);
        Files.delete(inTheWay.resolve("something"));
        journal.begun("c3", "rename");
        reopen();
        assertThat(journal.remembered())
                .extracting(Entry::callId)
                .containsExactly("large", "c3", "c1");
    }

    @Test
    void manyAtOnceAreAllKept() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                var callId = "c" + i;
                threads.submit(
                        () -> {
                            // Cancelled calls are interrupted, and must not break the file.
                            Thread.currentThread().interrupt();
                            journal.begun(callId, "rename");
                            journal.answered(callId, "{}");
                            return null;
                        });
            }
        }
        reopen();
        assertThat(journal.remembered())
                .hasSize(500)
                .allSatisfy(entry -> assertThat(entry).isInstanceOf(Entry.Answered.class));
    }

    @Test
    void aClosedJournalRefuses() {
        journal.close();
        assertThatThrownBy(() -> journal.begun("c1", "rename"))
                .isInstanceOf(JournalException.class);
        assertThatCode(journal::close).doesNotThrowAnyException();
    }

    private void reopen() {
        journal.close();
        journal = Journal.open(file(), clock);
    }

    private long size() throws IOException {
        return Files.size(file());
    }

    private Path file() {
        return home.resolve("journal").resolve("calls.log");
    }
}
