package dev.fusionhost.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.agent.link.LinkState;
import dev.fusionhost.agent.service.Service;
import dev.fusionhost.agent.status.Status;
import dev.fusionhost.agent.status.StatusFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WorkExamTest {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir Path home;
    private final List<Finding> findings = new ArrayList<>();

    @Test
    void aHostThatNeverWorkedHasNothingToDeliver() {
        examine(null);
        assertThat(finding("journal").sentence()).startsWith("0 calls begun, 0 results");
        assertThat(finding("service").sentence()).isEqualTo("There can be none here: No systemd.");
    }

    @Test
    void whatWaitsTooLongIsTold() throws Exception {
        try (var journal =
                Journal.open(
                        Journal.file(home, ORIGIN), InstantSource.fixed(NOW.minusSeconds(7260)))) {
            journal.begun("1", "write_file");
            journal.begun("2", "write_file");
            journal.answered("2", "{}");
            journal.begun("3", "write_file");
            journal.over("3");
        }
        examine(null);
        assertThat(finding("journal").sentence())
                .startsWith("1 calls begun, 1 results to deliver")
                .endsWith("the oldest 121 min ago");
        assertThat(finding("journal").advice()).contains("online");
    }

    @Test
    void aJournalThatCanNotBeReadStopsChanges() throws Exception {
        Files.createDirectories(Journal.file(home, ORIGIN));
        examine(null);
        assertThat(finding("journal").verdict()).isEqualTo(ExitCode.IO);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHostAtWorkIsCountedForItsDescriptors() {
        new StatusFile(home, ORIGIN, "bench", InstantSource.system()).is(new LinkState.Online());
        examine(StatusFile.read(home).orElseThrow());
        assertThat(finding("descriptors").sentence())
                .matches("The host has [1-9]\\d* of at most \\d+ open");
    }

    private void examine(@Nullable Status host) {
        new WorkExam(
                        Journal.file(home, ORIGIN),
                        host,
                        WorkExamTest::noService,
                        InstantSource.fixed(NOW))
                .examine(findings::add);
    }

    private static Service noService() {
        throw new HostFailure(ExitCode.UNAVAILABLE, "No systemd.");
    }

    private Finding finding(String step) {
        return findings.stream()
                .filter(finding -> finding.step().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
