package dev.fusionhost.e2e;

import static dev.fusionhost.e2e.Workshop.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.testing.Upgrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A host whose tools, server or machine leave it little.
@EnabledOnOs(OS.LINUX)
class StrainIT {
    @TempDir Path folder;

    @Test
    void aCommandThatBurnsForksPrintsAndNeverEndsHoldsUpNobodyAndIsEndedWithAllItStarted()
            throws Exception {
        var script = "for i in 1 2 3 4; do (while :; do :; done) & done; exec yes";
        try (var workshop = Workshop.of(folder, script)) {
            workshop.server.nextUpgrades(1, Upgrade.welcome(5));
            var session = workshop.start();
            var callId = workshop.work(15);
            session.awaitAck(callId);
            assertThat(session.call("list_roots", Map.of()).ok()).isTrue();
            session.awaitPings(2, LONG);
            assertThat(session.call("list_roots", Map.of()).ok()).isTrue();
            var result = session.awaitResult(callId, LONG);
            assertThat(workshop.server.upgrades()).isOne();
            if (result.ok()) {
                // The command's own time was up before the call's.
                assertThat(result.output().get("timedOut").asBoolean()).isTrue();
                assertThat(result.output().get("output").asText().length()).isLessThan(70_000);
            } else assertThat(result.error().code()).isEqualTo("timeout");
            Workshop.await(() -> !anyOf(folder), "all that the command has started is ended");
        }
    }

    @Test
    @Tag("soak")
    void tenGigabytesOfOutputAreReadAndTheirEndIsTold() throws Exception {
        try (var workshop = Workshop.of(folder, "yes | head -c 10000000000")) {
            var session = workshop.start();
            var result = session.awaitResult(workshop.work(600), Duration.ofMinutes(11));
            assertThat(result.output().get("outputBytes").asLong()).isEqualTo(10_000_000_000L);
            assertThat(result.output().get("output").asText().length()).isLessThan(70_000);
            assertThat(workshop.server.upgrades()).isOne();
        }
    }

    @Test
    void aThousandMessagesInManyFragmentsAreAllHandled() throws Exception {
        try (var workshop = Workshop.patient(folder)) {
            var session = workshop.start();
            var form = "{\"callId\":\"f%d\",\"tool\":\"list_roots\",%s\"input\":{}}";
            var padding = " ".repeat(70 * 1024);
            for (int i = 0; i < 1_000; i++) {
                session.sendFragmented(form.formatted(i, padding), 1_001);
                // As many as a server has under way.
                if (i >= 10) assertThat(session.awaitResult("f" + (i - 10)).ok()).isTrue();
            }
            for (int i = 990; i < 1_000; i++)
                assertThat(session.awaitResult("f" + i).ok()).isTrue();
            assertThat(workshop.server.upgrades()).isOne();
        }
    }

    @Test
    void theExecutableDoesItsMainJobWith64DescriptorsAndAQuarterOfAGigabyte() throws Exception {
        // Java alone opens more files than that for its jars.
        assumeTrue(HostProgram.isExecutable());
        try (var workshop = Workshop.patient(folder)) {
            var session = workshop.start("/bin/bash", "-c", "ulimit -n 64; exec \"$@\"", "bash");
            Files.writeString(folder.resolve("root/a.txt"), "line\n".repeat(100_000));
            for (int i = 0; i < 200; i++) {
                assertThat(session.call("list_folder", Map.of("path", ".")).ok()).isTrue();
                assertThat(session.call("read_file", Map.of("path", "a.txt")).ok()).isTrue();
            }
            var callId = workshop.work(60);
            workshop.letGo();
            assertThat(session.awaitResult(callId, LONG).ok()).isTrue();
            session.drop();
            var next = workshop.server.awaitSession(LONG);
            assertThat(next.call("list_roots", Map.of()).ok()).isTrue();
            assertThat(peakKilobytes(workshop.host().pid())).isLessThan(256 * 1024);
        }
    }

    private static boolean anyOf(Path script) {
        return ProcessHandle.allProcesses()
                .anyMatch(
                        process ->
                                process.info()
                                        .commandLine()
                                        .filter(line -> line.contains(script + "/work.sh"))
                                        .isPresent());
    }

    private static long peakKilobytes(long pid) throws IOException {
        try (var status = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
