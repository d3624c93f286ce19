package dev.fusionhost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.status.Status;
import dev.fusionhost.agent.toolbox.Counts;
import dev.fusionhost.agent.toolbox.Spins;
import dev.fusionhost.agent.toolbox.Waits;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Bye;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.testing.Reply;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.Session;
import dev.fusionhost.testing.Upgrade;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a host makes of a server, a proxy and a network that fail it.
@QuarkusTest
class LinkFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject FusionHost host;
    @Inject HostHome home;
    @TempDir Path root;

    private ScriptedServer server;
    private RunningHost running;

    @BeforeEach
    void aServer() {
        server = ScriptedServer.start();
        Waits.GO.drainPermits();
        Spins.ENOUGH.set(false);
    }

    @AfterEach
    void allIsStopped() {
        Waits.GO.release(100);
        Spins.ENOUGH.set(true);
        if (running != null) running.close();
        server.close();
    }

    @Test
    void aConnectionThatIsHungUpInTheMiddleOfACallDeliversItsResultOnTheNext() {
        var session = connected();
        var callId = session.dispatch("waits", Map.of("deaf", false));
        session.awaitAck(callId);
        session.hangUp();
        var next = server.awaitSession(LONG);
        assertThat(next.hello().running()).containsExactly(callId);
        Waits.GO.release();
        assertThat(next.awaitResult(callId).ok()).isTrue();
    }

    @Test
    void theSameCallAHundredTimesAtOnceRunsOnce() {
        var session = connected();
        var before = Counts.RUNS.get();
        var call = new ServerFrame.Call("hundred", "counts", null, null, null);
        for (int i = 0; i < 100; i++) session.send(call);
        assertThat(session.awaitResult("hundred").ok()).isTrue();
        session.call("echo", Map.of("text", "later"));
        assertThat(Counts.RUNS).hasValue(before + 1);
        assertThat(session.results("hundred").stream().distinct()).hasSize(1);
    }

    @Test
    void anActionsResultIsKnownAfterARestartAndItDoesNotRunAgain() {
        var session = connected();
        var before = Counts.RUNS.get();
        var call = new ServerFrame.Call("kept", "counts", null, null, null);
        session.send(call);
        var result = session.awaitResult("kept");
        running.close();

        session = connected();
        assertThat(session.hello().unsettled()).contains("kept");
        assertThat(session.awaitResult("kept")).isEqualTo(result);
        session.settle("kept");
        session.send(call);
        assertThat(session.awaitAck("kept").state()).isEqualTo(Ack.State.DUPLICATE);
        assertThat(Counts.RUNS).hasValue(before + 1);
    }

    @Test
    void whatTheWelcomeSettlesIsNotSentAgain() {
        var session = connected();
        session.send(new ServerFrame.Call("settled", "counts", null, null, null));
        session.awaitResult("settled");
        server.nextUpgrades(1, Upgrade.welcome(15, "settled"));
        session.drop();
        var next = server.awaitSession(LONG);
        assertThat(next.hello().unsettled()).contains("settled");
        next.call("echo", Map.of("text", "later"));
        assertThat(next.results("settled")).isEmpty();
        next.drop();
        assertThat(server.awaitSession(LONG).hello().unsettled()).doesNotContain("settled");
    }

    @Test
    void aTokenThatIsBoundToAKeyIsShownWithAFreshProofEachTime() {
        server.bindTokens();
        var first = connected().request();
        assertThat(first.dpop()).contains(server.token());
        assertThat(first.proof().orElseThrow().get("htm").asText()).isEqualTo("GET");
        assertThat(first.proof().orElseThrow().get("htu").asText())
                .isEqualTo(server.origin() + Wire.STREAM_PATH);
        assertThat(first.proof().orElseThrow().has("ath")).isTrue();
        running.close();

        var next = connected().request();
        assertThat(next.dpop()).contains(server.token());
        assertThat(next.proof()).isNotEqualTo(first.proof());
        assertThat(server.enrolments()).hasSize(1);
    }

    @Test
    void aServerThatDoesNotKnowOfKeysGetsAnOrdinaryToken() {
        var request = connected().request();
        assertThat(request.bearer()).contains(server.token());
        assertThat(request.header("DPoP")).isEmpty();
    }

    @Test
    void aNonceThatTheServerWantsIsNoLoss() {
        server.bindTokens().wantNonce("nonce-1");
        assertThat(connected().call("echo", Map.of("text", "hi")).ok()).isTrue();
        assertThat(server.upgrades()).isEqualTo(2);
        assertThat(running.logged("next try in")).isFalse();
        assertThat(server.enrolments()).hasSize(1);
    }

    @Test
    void aServerThatIsNeverContentWithAProofCostsNothing() {
        server.bindTokens()
                .nextUpgrades(3, Upgrade.refuse(Reply.refusal(401, "invalid_dpop_proof")));
        assertThat(connected().call("echo", Map.of("text", "hi")).ok()).isTrue();
        assertThat(running.logged("does not accept the proof of this device's key")).isTrue();
        assertThat(server.requests(Wire.SELF_PATH)).isEmpty();
        assertThat(server.enrolments()).hasSize(1);
    }

    @Test
    void aProxysHtml401CostsNothing() {
        server.nextUpgrades(3, Upgrade.refuse(Reply.html(401, "<h1>Log in</h1>")));
        assertThat(connected().call("echo", Map.of("text", "hi")).ok()).isTrue();
        assertThat(server.requests(Wire.SELF_PATH)).isEmpty();
        assertThat(server.enrolments()).hasSize(1);
    }

    @Test
    void retryAfterIsHonoured() {
        server.nextUpgrades(1, Upgrade.refuse(Reply.empty(503).with("Retry-After", "120")));
        start();
        var waiting = awaitStatus(status -> status.state() == Status.State.WAITING);
        assertThat(Duration.between(waiting.since(), waiting.until()))
                .isBetween(Duration.ofSeconds(119), Duration.ofSeconds(151));
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var elsewhere = ScriptedServer.start()) {
            server.nextUpgrades(1, Upgrade.redirectTo(elsewhere.origin()));
            assertThat(connected().call("echo", Map.of("text", "hi")).ok()).isTrue();
            assertThat(elsewhere.connections()).isZero();
        }
        assertThat(running.logged("redirects (301)")).isTrue();
    }

    @Test
    void aWrongSubprotocolIsNamedAndWaitedFor() {
        server.nextUpgrades(1, Upgrade.withoutSubprotocol());
        start();
        var waiting = awaitStatus(status -> status.state() == Status.State.WAITING);
        assertThat(waiting.why()).contains("does not speak our protocol");
        assertThat(Duration.between(waiting.since(), waiting.until()))
                .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(76));
    }

    @Test
    void aMessageThatIsTooLargeEndsTheStream() {
        var session = connected();
        session.sendFragmented("x".repeat(10 * 1024 * 1024), 64 * 1024);
        assertThat(session.awaitClose(LONG)).isEqualTo(1009);
        awaitStatus(status -> status.state() == Status.State.WAITING);
    }

    @Test
    void whatComesAfterAMessageOfMegabytesIsTakenAfterIt() {
        var session = connected();
        session.sendText(
                "{\"callId\":\"long\",\"tool\":\"waits\",%s\"input\":{\"deaf\":false}}"
                        .formatted(" ".repeat(7 * 1024 * 1024)));
        session.cancel("long");
        assertThat(session.awaitResult("long").error().message())
                .isEqualTo("The call was cancelled.");
    }

    @Test
    void resultsOfMegabytesArriveWholeAndInTheirTurn() {
        var session = connected();
        var large = session.dispatch("swells", Map.of("length", 7 * 1024 * 1024));
        var small = session.dispatch("echo", Map.of("text", "é".repeat(100_000)));
        assertThat(session.awaitResult(small).output().get("text").asText())
                .isEqualTo("é".repeat(100_000));
        assertThat(session.awaitResult(large).output().get("text").asText())
                .isEqualTo("x".repeat(7 * 1024 * 1024));
    }

    @Test
    void messagesInManyFragmentsAreAllHandled() {
        var session = connected();
        var text = "é".repeat(35 * 1024);
        var form = "{\"callId\":\"f%d\",\"tool\":\"echo\",\"input\":{\"text\":\"%s\"}}";
        for (int i = 0; i < 50; i++) {
            session.sendFragmented(form.formatted(i, text), 1_001);
            assertThat(session.awaitResult("f" + i).output().get("text").asText()).isEqualTo(text);
        }
    }

    @Test
    void aServerThatDrainsGetsItsResultsAndTheHostComesBack() {
        var session = connected();
        var callId = session.dispatch("waits", Map.of("deaf", false));
        session.awaitAck(callId);
        session.send(new ServerFrame.Drain(60));
        assertThat(session.call("echo", Map.of("text", "still here")).ok()).isTrue();
        Waits.GO.release();
        assertThat(session.awaitResult(callId).ok()).isTrue();
        assertThat(session.await(Bye.class, _ -> true, LONG)).isEqualTo(new Bye("drain"));
        assertThat(server.awaitSession(LONG).call("echo", Map.of("text", "hi")).ok()).isTrue();
    }

    @Test
    void aHostThatIsStoppedFinishesItsCallsAndTakesNoMore() throws Exception {
        var session = connected();
        var callId = session.dispatch("waits", Map.of("deaf", false));
        session.awaitAck(callId);
        var stopping = CompletableFuture.runAsync(host::stop);
        awaitStatus(status -> status.state() == Status.State.DRAINING);
        awaitRejection(session);
        Waits.GO.release();
        assertThat(session.awaitResult(callId).ok()).isTrue();
        assertThat(session.awaitClose(LONG)).isEqualTo(1000);
        stopping.get(30, TimeUnit.SECONDS);
        running.awaitEnd(30);
    }

    @Test
    void aSecondStopWaitsForNobody() throws Exception {
        var session = connected();
        session.awaitAck(session.dispatch("waits", Map.of("deaf", true)));
        var stopping = CompletableFuture.runAsync(host::stop);
        awaitStatus(status -> status.state() == Status.State.DRAINING);
        host.stopNow();
        assertThat(session.awaitClose(LONG)).isEqualTo(1000);
        stopping.get(30, TimeUnit.SECONDS);
        running.awaitEnd(30);
    }

    @Test
    void toolsThatSpinOnAllCoresHoldUpNeitherReadsNorCancelsNorHeartbeats() {
        server.nextUpgrades(1, Upgrade.welcome(5));
        var session = connected();
        var spinning = new ArrayList<String>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++)
            spinning.add(session.dispatch("spins", Map.of("deaf", i % 2 == 0)));
        spinning.forEach(session::awaitAck);
        assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
        session.awaitPings(1, LONG);
        var cancelled = spinning.get(1);
        session.cancel(cancelled);
        assertThat(session.awaitResult(cancelled).error().code()).isEqualTo("cancelled");
        assertThat(session.call("echo", Map.of("text", "still")).ok()).isTrue();
        Spins.ENOUGH.set(true);
        for (var callId : spinning) session.awaitResult(callId);
        assertThat(server.upgrades()).isEqualTo(1);
    }

    @Test
    void theStatusTellsThatItIsOnline() {
        connected();
        var status = awaitStatus(it -> it.state() == Status.State.ONLINE);
        assertThat(status.alive()).isTrue();
        assertThat(status.server()).isEqualTo(server.origin().toString());
        assertThat(status.line()).contains("bench", "online");
    }

    @Test
    @Tag("soak")
    void anUpgradeThatIsNotAnsweredIsGivenUpAndItsLateAnswerDropped() {
        server.nextUpgrades(1, Upgrade.acceptAfter(Duration.ofSeconds(12)));
        start();
        server.awaitUpgrades(2, Duration.ofSeconds(20));
        var session = server.awaitSession(LONG);
        assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
    }

    @Test
    @Tag("soak")
    void aPeerThatVanishesIsNoticedWithin40Seconds() {
        var session = connected();
        session.hello();
        session.blackHole();
        var next = server.awaitSession(Duration.ofSeconds(50));
        assertThat(next.call("echo", Map.of("text", "hi")).ok()).isTrue();
        assertThat(running.logged("The server fell silent")).isTrue();
    }

    @Test
    @Tag("soak")
    void aServerThatStopsReadingIsLeft() {
        var session = connected();
        session.hello();
        session.stopReading();
        for (int i = 0; i < 200; i++) session.dispatch("swells", Map.of("length", 1_000_000));
        assertThat(server.awaitSession(LONG).call("echo", Map.of("text", "hi")).ok()).isTrue();
        assertThat(running.logged("The server does not read")).isTrue();
    }

    @Test
    @Tag("soak")
    void aMessageThatTakesFarLongerThanASendMayStandStillArrives() throws Exception {
        try (var slow = new SlowLine(server.origin().getPort())) {
            running = new RunningHost(host, URI.create("http://127.0.0.1:" + slow.port()), root);
            var session = server.awaitSession(LONG);
            session.hello();
            var callId = session.dispatch("swells", Map.of("length", 7 * 1024 * 1024));
            assertThat(session.awaitResult(callId, Duration.ofMinutes(3)).ok()).isTrue();
            assertThat(server.upgrades()).isEqualTo(1);
        }
    }

    @Test
    @Tag("soak")
    void oneJson401IsADoubtAndNothingMore() {
        server.nextUpgrades(1, Upgrade.refuse(Reply.refusal(401, "unknown_device")));
        server.answerNextSelf(1, Reply.refusal(401, "unknown_device"));
        start();
        var session = server.awaitSession(Duration.ofSeconds(90));
        assertThat(session.call("echo", Map.of("text", "hi")).ok()).isTrue();
        assertThat(server.enrolments()).hasSize(1);
    }

    @Test
    @Tag("soak")
    void aRevocationThatIsConfirmedTwiceEndsTheHostAndKeepsTheCredentialAside() {
        server.upgrades(Upgrade.refuse(Reply.refusal(410, "revoked")));
        server.answerSelf(Reply.refusal(410, "revoked"));
        start();
        assertThatThrownBy(() -> running.awaitEnd(120))
                .hasCauseInstanceOf(HostFailure.class)
                .cause()
                .extracting(failure -> ((HostFailure) failure).exitCode())
                .isEqualTo(ExitCode.NO_PERMISSION);
        assertThat(server.upgrades()).isEqualTo(2);
        assertThat(home.path().resolve("credentials").toFile().list())
                .anyMatch(name -> name.contains(".revoked-"));
        assertThat(awaitStatus(it -> it.state() == Status.State.REVOKED).line())
                .contains("revoked");
    }

    @Test
    @Tag("soak")
    void twoTakeoversInARowAreReported() {
        for (int i = 0; i < 2; i++) {
            var session = i == 0 ? connected() : server.awaitSession(Duration.ofSeconds(90));
            session.hello();
            session.close(4408, "replaced");
        }
        server.awaitSession(Duration.ofSeconds(90));
        assertThat(running.logged("two hosts share one identity")).isTrue();
    }

    private void start() {
        running = new RunningHost(host, server, root);
    }

    private Session connected() {
        start();
        var session = server.awaitSession(LONG);
        session.hello();
        return session;
    }

    private Status awaitStatus(Predicate<Status> wanted) {
        return running.awaitStatus(home.path(), wanted);
    }

    /// The drain begins a moment after it is told of.
    private static void awaitRejection(Session session) {
        var until = Instant.now().plus(LONG);
        while (Instant.now().isBefore(until)) {
            var callId = session.dispatch("echo", Map.of("text", "too late"));
            session.await(
                    HostFrame.class,
                    frame ->
                            frame instanceof Ack ack && ack.callId().equals(callId)
                                    || frame instanceof Result result
                                            && result.callId().equals(callId),
                    LONG);
            if (session.results(callId).isEmpty()) {
                assertThat(session.awaitAck(callId))
                        .isEqualTo(new Ack(callId, Ack.State.REJECTED, "draining"));
                return;
            }
        }
        throw new AssertionError("calls are taken still");
    }
}
