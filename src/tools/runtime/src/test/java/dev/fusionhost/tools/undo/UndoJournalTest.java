package dev.fusionhost.tools.undo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoJournalTest {
    @TempDir Path temp;
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private UndoJournal journal;

    @BeforeEach
    void makeJournal() {
        journal = new UndoJournal(temp.resolve("undo"), () -> now, 1_000);
    }

    @Test
    void whatIsKeptIsReadAgainTheLatestFirst() throws IOException {
        var first = change("first", 10);
        now = now.plusSeconds(1);
        var second = change("second", 10);

        assertThat(journal.past()).extracting(PastChange::id).containsExactly(second, first);
        var found = journal.find(first).orElseThrow();
        assertThat(found.summary()).isEqualTo("first");
        assertThat(found.steps()).hasSize(1);
        var wrote = (Step.Wrote) found.steps().getFirst();
        assertThat(journal.backup(wrote.before())).hasContent("x".repeat(10));
        assertThat(journal.find("../" + first)).isEmpty();
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        change("first", 10);

        try (var files = Files.walk(temp.resolve("undo"))) {
            for (var file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void aRecordThatIsCutAnywhereCanBeRead() throws IOException {
        var id = change("first", 10);
        var file = temp.resolve("undo/" + id + ".jsonl");
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(journal.past()).as("%d bytes", length).isEmpty();
        }
        Files.write(file, "\0\0\0".getBytes(UTF_8), StandardOpenOption.APPEND);
        assertThat(journal.past()).isEmpty();
        for (var one : journal.unfinished()) one.forget();
        assertThat(temp.resolve("undo")).isEmptyDirectory();
    }

    @Test
    void aRecordAtWorkIsNotTakenForUnfinished() throws IOException {
        try (var record = journal.begin()) {
            assertThat(journal.unfinished()).isEmpty();
            assertThat(record.steps()).isEmpty();
        }
        assertThat(journal.unfinished()).hasSize(1);
    }

    @Test
    void norByAnotherProcessAfterItWasReadInThisOne() throws Exception {
        try (var record = journal.begin()) {
            record.intend(new Step.MadeFolder("/folder"));
            assertThat(journal.past()).isEmpty();
            assertThat(journal.unfinished()).isEmpty();

            assertThat(unfinishedToAnotherProcess()).isEqualTo("[]");
        }
        assertThat(unfinishedToAnotherProcess()).isNotEqualTo("[]");
    }

    @Test
    void aRecordWithABrokenLineInItsMiddleIsKeptAsideAndTheOthersGoOn() throws IOException {
        var damaged = change("damaged", 10);
        now = now.plusSeconds(1);
        var whole = change("whole", 10);
        now = now.plusSeconds(1);
        var begun = journal.begin();
        begun.intend(new Step.MadeFolder("/folder"));
        begun.close();
        var file = temp.resolve("undo/" + damaged + ".jsonl");
        Files.writeString(file, Files.readString(file).replace("\"wrote\"", "\"wr\0te\""));

        assertThat(journal.past()).extracting(PastChange::id).containsExactly(whole);
        assertThat(journal.find(whole)).isPresent();
        var unfinished = journal.unfinished();
        assertThat(unfinished).extracting(Unfinished::id).containsExactly(begun.id());
        for (var one : unfinished) one.forget();
        assertThat(temp.resolve("undo").toFile().list())
                .containsExactlyInAnyOrder(
                        damaged + ".damaged", damaged + ".0", whole + ".jsonl", whole + ".0");
    }

    @Test
    void aRecordWhoseEndNeverCameToTheDiskIsUnfinished() throws IOException {
        var id = change("first", 10);
        var file = temp.resolve("undo/" + id + ".jsonl");
        var lines = Files.readAllLines(file);
        var torn = "\0".repeat(lines.get(2).length());
        Files.writeString(file, lines.get(0) + "\n" + lines.get(1) + "\n" + torn + "\n");

        for (var one : journal.unfinished()) {
            assertThat(one.steps()).hasSize(1);
            one.close();
        }
        Files.writeString(file, "\0".repeat(40) + "\n" + lines.get(1) + "\n");
        assertThat(journal.unfinished()).isEmpty();
        assertThat(temp.resolve("undo")).isEmptyDirectory();
    }

    @Test
    void aStepThatWasNotMadeIsNotInTheRecord() throws IOException {
        var record = journal.begin();
        record.intend(new Step.MadeFolder("/one"));
        record.intend(new Step.MadeFolder("/two"));
        record.notMade();
        assertThat(record.steps()).containsExactly(new Step.MadeFolder("/one"));
        record.close();

        var unfinished = journal.unfinished().getFirst();
        assertThat(unfinished.steps()).containsExactly(new Step.MadeFolder("/one"));
        unfinished.close();
    }

    @Test
    void theOldestGoWhenThereIsNoRoomOrTheirTimeIsUp() throws IOException {
        var first = change("first", 600);
        now = now.plusSeconds(1);
        var second = change("second", 10);
        now = now.plusSeconds(1);
        var third = change("third", 600);

        journal = new UndoJournal(temp.resolve("undo"), () -> now, 1_500);
        journal.begin().forget();
        assertThat(journal.past()).extracting(PastChange::id).containsExactly(third, second);
        assertThat(temp.resolve("undo/" + first + ".0")).doesNotExist();

        now = now.plus(Duration.ofDays(31));
        journal = new UndoJournal(temp.resolve("undo"), () -> now, 1_500);
        journal.begin().forget();
        assertThat(temp.resolve("undo")).isEmptyDirectory();
    }

    private String unfinishedToAnotherProcess() throws Exception {
        var process =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                temp.resolve("undo").toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = process.inputReader()) {
            return output.readLine();
        }
    }

    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            var journal = new UndoJournal(Path.of(arguments[0]), InstantSource.system());
            System.out.println(journal.unfinished().stream().map(Unfinished::id).toList());
        }
    }

    private String change(String summary, int size) throws IOException {
        var file = Files.writeString(temp.resolve("file"), "x".repeat(size));
        try (var record = journal.begin();
                var content = FileChannel.open(file)) {
            var backup = record.keep(content, "rw-r--r--", now);
            record.intend(new Step.Wrote("/file", backup, "hash"));
            record.kept(summary, null);
            return record.id();
        }
    }
}
