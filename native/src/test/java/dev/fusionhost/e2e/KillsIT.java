package dev.fusionhost.e2e;

import static dev.fusionhost.e2e.Workshop.LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.HostFrame.Ack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A host that is killed at each step of an action's way: the action runs once, or not at all.
@EnabledOnOs(OS.LINUX)
class KillsIT {
    @TempDir Path folder;
    private Workshop workshop;

    @BeforeEach
    void aHostAndItsServer() throws IOException {
        workshop = Workshop.patient(folder);
    }

    @AfterEach
    void allIsStopped() {
        workshop.close();
    }

    @Test
    void beforeTheAckItRunsWhenItIsSentAgain() throws Exception {
        workshop.start();
        signal("-STOP");
        var callId = workshop.work(60);
        workshop.host().kill();
        assertThat(workshop.runs()).isZero();

        var next = workshop.start();
        assertThat(next.hello().unsettled()).isEmpty();
        workshop.letGo();
        next.send(workshop.again(callId));
        assertThat(next.awaitResult(callId, LONG).ok()).isTrue();
        assertThat(workshop.runs()).isOne();
    }

    @Test
    void afterTheAckItIsInterruptedAndDoesNotRunAgain() throws Exception {
        var session = workshop.start();
        var callId = workshop.work(60);
        session.awaitAck(callId);
        workshop.awaitRun();
        workshop.host().kill();
        workshop.letGo();

        var next = workshop.start();
        assertThat(next.hello().unsettled()).containsExactly(callId);
        assertThat(next.awaitResult(callId).error().code()).isEqualTo("interrupted");
        next.send(workshop.again(callId));
        next.call("list_roots", Map.of());
        assertThat(next.results(callId)).hasSize(2);
        assertThat(workshop.runs()).isOne();
    }

    @Test
    void afterTheToolHasRunTheServerGetsWhatItHasNotReadYet() throws Exception {
        var session = workshop.start();
        var callId = workshop.work(60);
        session.awaitAck(callId);
        session.stopReading();
        workshop.letGo();
        Workshop.await(this::isAnswered, "the result is in the journal");
        workshop.host().kill();

        var next = workshop.start();
        assertThat(next.hello().unsettled()).containsExactly(callId);
        assertThat(next.awaitResult(callId).ok()).isTrue();
        next.send(workshop.again(callId));
        next.call("list_roots", Map.of());
        assertThat(workshop.runs()).isOne();
    }

    @Test
    void beforeItIsSettledItIsToldAgainAndAfterItNoMore() throws Exception {
        var session = workshop.start();
        var callId = workshop.work(60);
        workshop.letGo();
        var result = session.awaitResult(callId, LONG);
        workshop.host().kill();

        var next = workshop.start();
        assertThat(next.awaitResult(callId)).isEqualTo(result);
        next.settle(callId);
        next.send(workshop.again(callId));
        assertThat(next.awaitAck(callId).state()).isEqualTo(Ack.State.DUPLICATE);
        assertThat(workshop.runs()).isOne();
    }

    private boolean isAnswered() throws IOException {
        try (var logs = Files.list(workshop.home().resolve("journal"))) {
            for (var log : logs.filter(it -> it.toString().endsWith(".log")).toList())
                if (Files.readString(log, ISO_8859_1).contains("\"exitCode\":0")) return true;
            return false;
        }
    }

    private void signal(String which) throws Exception {
        var pid = Long.toString(workshop.host().pid());
        assertThat(new ProcessBuilder("/bin/kill", which, pid).start().waitFor()).isZero();
    }
}
