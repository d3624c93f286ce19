package dev.fusionhost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.toolbox.Counts;
import dev.fusionhost.agent.toolbox.Waits;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.testing.Reply;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.Session;
import dev.fusionhost.testing.Upgrade;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The host as those see it who embed it, with tools that misbehave.
@QuarkusTest
class FusionHostTest {
    @Inject FusionHost host;
    @TempDir Path root;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private ScriptedServer server;
    private CompletableFuture<Void> running;
    private Session session;

    @BeforeEach
    void aHostIsConnected() {
        server = ScriptedServer.start();
        Waits.GO.drainPermits();
        running =
                CompletableFuture.runAsync(
                        () ->
                                host.run(
                                        HostOptions.of(server.origin().toString())
                                                .withRoots(List.of(root.toString()))
                                                .withCode("CODE-1")
                                                .withName("bench")
                                                .withLog(log::add)),
                        task -> Thread.ofPlatform().start(task));
        session = server.awaitSession();
    }

    @AfterEach
    void itEndsWhenItIsStopped() throws Exception {
        Waits.GO.release(100);
        host.stop();
        running.get(10, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void whateverAToolThrowsIsAnErrorResultAndTheNextCallWorks() {
        assertThat(code(session.call("throws", Map.of("how", "OVERFLOW")))).isEqualTo("internal");
        assertThat(code(session.call("throws", Map.of("how", "MISSING")))).isEqualTo("not_found");
        assertThat(code(session.call("throws", Map.of("how", "WORDLESS")))).isEqualTo("internal");
        var defect = session.call("throws", Map.of("how", "DEFECT"));
        assertThat(code(defect)).isEqualTo("internal");
        assertThat(defect.error().message()).doesNotContain("nobody/may/see");
        assertThat(session.call("echo", Map.of("text", "hi")).output().get("text").asText())
                .isEqualTo("hi");
    }

    @Test
    void aToolThatNeverReturnsIsAnsweredAtItsDeadline() {
        var result = session.call("waits", Map.of("deaf", true), null, 1);
        assertThat(code(result)).isEqualTo("timeout");
        assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
    }

    @Test
    void aToolsOwnLimitsHold() {
        assertThat(session.call("limited", Map.of("waits", false, "times", 1)).ok()).isTrue();
        var large = session.call("limited", Map.of("waits", false, "times", 100));
        assertThat(code(large)).isEqualTo("too_large");

        var waiting = session.dispatch("limited", Map.of("waits", true, "times", 0), null, 30);
        session.awaitAck(waiting);
        var second = session.call("limited", Map.of("waits", false, "times", 1));
        assertThat(code(second)).isEqualTo("busy");
        assertThat(code(session.awaitResult(waiting))).isEqualTo("timeout");
    }

    @Test
    void aSlowCallIsAckedAndTellsHowFarItIs() {
        var callId = session.dispatch("waits", Map.of("deaf", false));
        assertThat(session.awaitAck(callId).state()).isEqualTo(Ack.State.ACCEPTED);
        var progress = session.await(Progress.class, _ -> true, Duration.ofSeconds(10));
        assertThat(progress).isEqualTo(new Progress(callId, 0L, 1L, "waiting"));
        Waits.GO.release();
        assertThat(session.awaitResult(callId).ok()).isTrue();
    }

    @Test
    void aCancelledCallHasOneFinalResult() {
        var callId = session.dispatch("waits", Map.of("deaf", false));
        session.awaitAck(callId);
        session.cancel(callId);
        assertThat(code(session.awaitResult(callId))).isEqualTo("cancelled");
        session.call("echo", Map.of("text", "later"));
        assertThat(session.results(callId)).hasSize(1);
    }

    @Test
    void aCallThatComesAfterItsCancelNeverRuns() {
        var before = Counts.RUNS.get();
        session.cancel("late");
        session.send(new ServerFrame.Call("late", "counts", null, null, null));
        assertThat(code(session.awaitResult("late"))).isEqualTo("cancelled");
        assertThat(Counts.RUNS).hasValue(before);
    }

    @Test
    void aCallThatIsSentAgainDoesNotRunAgain() {
        var before = Counts.RUNS.get();
        var call = new ServerFrame.Call("twice", "counts", null, null, null);
        session.send(call);
        var first = session.awaitResult("twice");
        session.send(call);
        session.call("echo", Map.of("text", "later"));
        assertThat(session.results("twice")).hasSize(2).containsOnly(first);
        session.settle("twice");
        session.send(call);
        // Another ack may be there: that of a first run which took its time.
        session.await(Ack.class, ack -> ack.state() == Ack.State.DUPLICATE, Duration.ofSeconds(10));
        assertThat(Counts.RUNS).hasValue(before + 1);
    }

    @Test
    void tooManyCallsAtOnceAreRejected() {
        for (int i = 0; i < 16; i++) session.dispatch("waits", Map.of("deaf", false));
        var extra = session.dispatch("waits", Map.of("deaf", false));
        var ack = session.awaitAck(extra);
        assertThat(ack).isEqualTo(new Ack(extra, Ack.State.REJECTED, "busy"));
    }

    @Test
    void aCallThatEndsWhileTheStreamIsGoneIsAnsweredOnTheNext() {
        var callId = session.dispatch("waits", Map.of("deaf", false));
        session.awaitAck(callId);
        server.kill();
        Waits.GO.release();
        server.revive();
        var next = server.awaitSession(Duration.ofSeconds(5));
        assertThat(next.awaitResult(callId).ok()).isTrue();
        assertThat(next.results(callId)).hasSize(1);
    }

    @Test
    void aResultThatNoMessageCanCarryIsAnErrorAndTheStreamLives() {
        assertThat(code(session.call("swells", Map.of("length", 9_000_000))))
                .isEqualTo("too_large");
        assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
    }

    @Test
    void aRefusalWhoseJsonIsNullIsNotOurs() {
        server.nextUpgrades(1, Upgrade.refuse(Reply.json(403, "null")));
        session.drop();
        var next = server.awaitSession();
        assertThat(next.call("echo", Map.of("text", "hi")).ok()).isTrue();
    }

    @Test
    void theLogHasTheDetailsOfADefect() {
        session.call("throws", Map.of("how", "DEFECT"));
        assertThat(log).anyMatch(line -> line.contains("nobody/may/see"));
        assertThat(log).anyMatch(line -> line.contains("Throws.execute"));
    }

    @Test
    void messagesThatAreNoFramesAreIgnored() {
        session.sendText("{");
        session.sendText("[]");
        session.sendText("{\"type\":\"from-the-future\",\"x\":1}");
        session.sendText("{\"type\":\"call\",\"callId\":5}");
        assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
    }

    @Test
    void aSecondRunOfTheSameHostIsADefectOfItsCaller() {
        var again = HostOptions.of(server.origin().toString()).withRoots(List.of(root.toString()));
        assertThatThrownBy(() -> host.run(again)).isInstanceOf(IllegalStateException.class);
        assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
    }

    @Test
    void theLogGoesToItsSinkWithoutSecrets() throws Exception {
        session.hello();
        host.stop();
        running.get(10, TimeUnit.SECONDS);
        assertThat(log)
                .anyMatch(line -> line.startsWith("Connected to " + server.origin()))
                .noneMatch(line -> line.contains(server.token()) || line.contains("CODE-1"));
    }

    private static String code(Result result) {
        assertThat(result.ok()).as(result.toString()).isFalse();
        return result.error().code();
    }
}
