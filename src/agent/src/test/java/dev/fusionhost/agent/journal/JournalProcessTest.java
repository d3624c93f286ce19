package dev.fusionhost.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A journal in a process of its own that dies, or whose disk is full.
class JournalProcessTest {
    @TempDir Path home;

    @Test
    void whatWasAcknowledgedBeforeAKillIsThereAfterIt() throws Exception {
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < 3; round++) {
            var writer = start(List.of(), "round" + round);
            try (var said = writer.inputReader()) {
                for (int i = 0; i < 200; i++) acknowledged.add(said.readLine());
                // The handle, because a process that is destroyed loses what it has said.
                writer.toHandle().destroyForcibly();
                said.lines().filter(line -> line.matches("\\S+ [01]")).forEach(acknowledged::add);
            }
            assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertRemembered(acknowledged);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskRefusesAndLosesNothing() throws Exception {
        // A file that may not grow is what a full disk is to its writer.
        var limited = List.of("/bin/bash", "-c", "ulimit -f 64; exec \"$@\"", "bash");
        var writer = start(limited, "full");
        var acknowledged = new ArrayList<String>();
        var refused = new ArrayList<String>();
        try (var said = writer.inputReader()) {
            for (String line; refused.size() < 20 && (line = said.readLine()) != null; )
                (line.startsWith("refused") ? refused : acknowledged).add(line);
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(refused).hasSize(20).allSatisfy(line -> assertThat(line).contains("written"));
        assertThat(acknowledged).hasSizeGreaterThan(100);
        assertRemembered(acknowledged);
    }

    private void assertRemembered(List<String> acknowledged) {
        var known = new HashSet<String>();
        try (var journal = Journal.open(file(), InstantSource.system())) {
            for (var entry : journal.remembered())
                for (int stage = 0; stage <= entry.stage(); stage++)
                    known.add(entry.callId() + " " + stage);
        }
        assertThat(known).containsAll(acknowledged);
    }

    private Path file() {
        return home.resolve("journal").resolve("calls.log");
    }

    private Process start(List<String> before, String prefix) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Writer.class.getName(), file().toString(), prefix));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /// Says what it has written, and never stops by itself.
    static final class Writer {
        public static void main(String[] arguments) {
            var journal = Journal.open(Path.of(arguments[0]), InstantSource.system());
            for (int i = 0; ; i++) {
                var callId = arguments[1] + "-" + i;
                try {
                    journal.begun(callId, "rename");
                    System.out.println(callId + " 0");
                    journal.answered(callId, "{\"text\":\"" + "x".repeat(i % 500) + "\"}");
                    System.out.println(callId + " 1");
                } catch (JournalException refused) {
                    System.out.println("refused " + refused.getMessage());
                }
            }
        }
    }
}
