package dev.fusionhost.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HostDispatcherTest {
    private static final String DEVICE = "device-1";

    private final HandMovedAlarms time = new HandMovedAlarms();
    private final HostDispatcher dispatcher = new HostDispatcher(time);
    private final RecordingSink sink = new RecordingSink();

    @Test
    void aResultComesBackToWhoeverDispatchedTheCall() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        assertThat(sink.calls()).containsExactly("1");
        assertThat(dispatcher.deliver(DEVICE, done("1"))).isTrue();
        assertThat(now(answer)).isEqualTo(done("1"));
        assertThat(time.count()).as("alarms left behind").isZero();
    }

    @Test
    void aDeviceThatNeverCameIsOffline() {
        var error = now(dispatcher.dispatch(DEVICE, call("1"))).error();

        assertThat(error.code()).isEqualTo("offline");
        assertThat(error.message()).isEqualTo("device offline");
    }

    @Test
    void aDeviceThatHasGoneIsOffline() {
        dispatcher.connect(DEVICE, sink).run();

        assertThat(now(dispatcher.dispatch(DEVICE, call("1"))).error().code()).isEqualTo("offline");
        assertThat(sink.frames).isEmpty();
        assertThat(dispatcher.isOnline(DEVICE)).isFalse();
    }

    @Test
    void aCallTimesOutAndIsCancelled() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"), Duration.ofSeconds(3));

        time.pass(Duration.ofMillis(2_999));
        assertThat(isOpen(answer)).isTrue();
        time.pass(Duration.ofMillis(1));

        assertThat(now(answer).error().code()).isEqualTo("timeout");
        assertThat(now(answer).error().message()).isEqualTo("device timed out");
        assertThat(sink.frames).last().isEqualTo(new ServerFrame.Cancel("1"));
        assertThat(dispatcher.deliver(DEVICE, done("1"))).isFalse();
    }

    @Test
    void aCallWithoutATimeoutHasThirtySecondsAndAGrace() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        time.pass(Duration.ofMillis(39_999));
        assertThat(isOpen(answer)).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(isOpen(answer)).isFalse();
    }

    @Test
    void aTimeoutIsNeverLongerThanTheProtocolsLongest() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"), Duration.ofDays(9));

        time.pass(Duration.ofSeconds(610));

        assertThat(now(answer).error().code()).isEqualTo("timeout");
    }

    @Test
    void everyResultIsSettledAlsoOneThatNobodyWaitsFor() {
        dispatcher.connect(DEVICE, sink);

        assertThat(dispatcher.deliver(DEVICE, done("stray"))).isFalse();

        assertThat(sink.frames).containsExactly(new ServerFrame.Settled("stray"));
    }

    @Test
    void aSecondResultForACallChangesNothing() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        assertThat(dispatcher.deliver(DEVICE, done("1"))).isTrue();
        assertThat(dispatcher.deliver(DEVICE, Result.output("1", IntNode.valueOf(2), 0))).isFalse();

        assertThat(now(answer)).isEqualTo(done("1"));
    }

    @Test
    void aDeviceCantAnswerTheCallOfAnother() {
        dispatcher.connect(DEVICE, sink);
        dispatcher.connect("device-2", new RecordingSink());
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        assertThat(dispatcher.deliver("device-2", done("1"))).isFalse();

        assertThat(isOpen(answer)).isTrue();
    }

    @Test
    void aCallWithoutAckIsSentAgainEveryFiveSeconds() {
        dispatcher.connect(DEVICE, sink);
        dispatcher.dispatch(DEVICE, call("1"));

        time.pass(Duration.ofMillis(4_999));
        assertThat(sink.calls()).containsExactly("1");
        time.pass(Duration.ofMillis(1));
        assertThat(sink.calls()).containsExactly("1", "1");
        time.pass(Duration.ofSeconds(5));
        assertThat(sink.calls()).containsExactly("1", "1", "1");
    }

    @Test
    void anAcknowledgedCallIsNotSentAgain() {
        dispatcher.connect(DEVICE, sink);
        dispatcher.dispatch(DEVICE, call("1"));

        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.ACCEPTED, null));
        time.pass(Duration.ofSeconds(20));

        assertThat(sink.calls()).containsExactly("1");
    }

    @Test
    void aCallThatTheDeviceHasNoRoomForIsBusy() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.REJECTED, "busy"));

        assertThat(now(answer).error().code()).isEqualTo("busy");
    }

    @Test
    void aCallToADeviceThatDrainsGoesToItsNextStream() {
        var undo = dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.REJECTED, "draining"));
        undo.run();

        var next = new RecordingSink();
        dispatcher.connect(DEVICE, next);

        assertThat(next.calls()).containsExactly("1");
        assertThat(isOpen(answer)).isTrue();
    }

    @Test
    void aCallOutlivesItsStreamAndIsAnsweredOnTheNext() {
        var undo = dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.ACCEPTED, null));
        undo.run();
        time.pass(Duration.ofSeconds(10));
        assertThat(isOpen(answer)).isTrue();

        var next = new RecordingSink();
        dispatcher.connect(DEVICE, next);
        assertThat(next.calls()).as("redelivered").containsExactly("1");
        dispatcher.deliver(DEVICE, done("1"));

        assertThat(now(answer)).isEqualTo(done("1"));
        assertThat(next.frames).last().isEqualTo(new ServerFrame.Settled("1"));
    }

    @Test
    void callsAreRedeliveredInTheirOrder() {
        var undo = dispatcher.connect(DEVICE, sink);
        for (var id : List.of("c", "a", "b")) dispatcher.dispatch(DEVICE, call(id));
        undo.run();

        var next = new RecordingSink();
        dispatcher.connect(DEVICE, next);

        assertThat(next.calls()).containsExactly("c", "a", "b");
    }

    @Test
    void aCallThatStillRunsIsNotRedelivered() {
        dispatcher.connect(DEVICE, sink);
        dispatcher.dispatch(DEVICE, call("1"));

        var next = new RecordingSink();
        dispatcher.connect(DEVICE, next, new Leftovers(Set.of("1"), Set.of()));
        time.pass(Duration.ofSeconds(20));

        assertThat(next.calls()).isEmpty();
    }

    @Test
    void aResultThatTheDeviceKeepsIsWaitedForAndThenAskedFor() {
        dispatcher.connect(DEVICE, sink);
        dispatcher.dispatch(DEVICE, call("1"));

        var next = new RecordingSink();
        dispatcher.connect(DEVICE, next, new Leftovers(Set.of(), Set.of("1")));
        assertThat(next.calls()).isEmpty();
        time.pass(Duration.ofSeconds(5));

        assertThat(next.calls()).containsExactly("1");
    }

    @Test
    void aCallWhoseResultTheDeviceKeepsCantBeBusy() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        dispatcher.connect(DEVICE, new RecordingSink(), new Leftovers(Set.of(), Set.of("1")));
        time.pass(Duration.ofSeconds(5));
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.REJECTED, "busy"));

        assertThat(isOpen(answer)).as("it has run").isTrue();
    }

    @Test
    void theNewestSinkWinsAndUndoingTheOlderLeavesIt() {
        var undo = dispatcher.connect(DEVICE, sink);
        var newer = new RecordingSink();
        dispatcher.connect(DEVICE, newer);

        undo.run();
        dispatcher.dispatch(DEVICE, call("1"));

        assertThat(sink.closes).containsExactly(CloseCode.REPLACED);
        assertThat(newer.closes).isEmpty();
        assertThat(newer.calls()).containsExactly("1");
    }

    @Test
    void aDroppedDevicesCallsEnd() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        dispatcher.drop(DEVICE);

        assertThat(now(answer).error().code()).isEqualTo("revoked");
        assertThat(sink.closes).containsExactly(CloseCode.REVOKED);
        assertThat(dispatcher.isOnline(DEVICE)).isFalse();
        assertThat(time.count()).isZero();
    }

    @Test
    void knowsWhoIsOnline() {
        var undo = dispatcher.connect(DEVICE, sink);
        dispatcher.connect("device-2", new RecordingSink());
        assertThat(dispatcher.onlineDevices()).containsExactlyInAnyOrder(DEVICE, "device-2");

        undo.run();

        assertThat(dispatcher.onlineDevices()).containsExactly("device-2");
    }

    @Test
    void knowsWhichResultsAreHereAlready() {
        dispatcher.connect(DEVICE, sink);
        dispatcher.deliver(DEVICE, done("1"));

        assertThat(dispatcher.settled(DEVICE, List.of("1", "2"))).containsExactly("1");
        assertThat(dispatcher.settled("device-2", List.of("1"))).isEmpty();
    }

    @Test
    void remembersOnlyTheLastThousandResults() {
        dispatcher.connect(DEVICE, sink);
        for (var i = 0; i < 1_001; i++) dispatcher.deliver(DEVICE, done("call-" + i));

        assertThat(dispatcher.settled(DEVICE, List.of("call-0", "call-1", "call-1000")))
                .containsExactly("call-1", "call-1000");
    }

    @Test
    void theSameCallTwiceIsOneCall() {
        dispatcher.connect(DEVICE, sink);
        var first = dispatcher.dispatch(DEVICE, call("1"));
        var second = dispatcher.dispatch(DEVICE, call("1"));

        dispatcher.deliver(DEVICE, done("1"));

        assertThat(sink.calls()).containsExactly("1");
        assertThat(now(first)).isEqualTo(now(second));
    }

    @Test
    void moreCallsThanAnyDeviceWorksOnAreBusy() {
        dispatcher.connect(DEVICE, sink);
        for (var i = 0; i < 1_000; i++) dispatcher.dispatch(DEVICE, call("call-" + i));

        var answer = dispatcher.dispatch(DEVICE, call("one more"));

        assertThat(now(answer).error().code()).isEqualTo("busy");
    }

    @Test
    void aSinkThatThrowsLosesNoCall() {
        HostSink broken =
                new HostSink() {
                    @Override
                    public void send(ServerFrame frame) {
                        throw new IllegalStateException("broken pipe");
                    }

                    @Override
                    public void close(int code) {}
                };
        dispatcher.connect(DEVICE, broken);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        dispatcher.connect(DEVICE, sink);

        assertThat(isOpen(answer)).isTrue();
        assertThat(sink.calls()).containsExactly("1");
    }

    @Test
    void aServerThatStopsAnswersToo() {
        var stopping =
                new HostDispatcher(
                        (_, _) -> {
                            throw new RejectedExecutionException("no more alarms");
                        });
        stopping.connect(DEVICE, sink);

        assertThat(now(stopping.dispatch(DEVICE, call("1"))).error().code()).isEqualTo("offline");
    }

    @Test
    void aCallThatTheDeviceCameBackWithoutIsLostAtItsDeadlineAndNotBefore() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.ACCEPTED, null));

        dispatcher.connect(DEVICE, new RecordingSink());
        time.pass(Duration.ofMillis(39_999));
        assertThat(isOpen(answer)).isTrue();
        time.pass(Duration.ofMillis(1));

        assertThat(now(answer).error().code()).isEqualTo("lost");
    }

    @Test
    void aCallThatStillRunsAtItsDeadlineIsNotLost() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.ACCEPTED, null));

        dispatcher.connect(DEVICE, new RecordingSink(), new Leftovers(Set.of("1"), Set.of()));
        time.pass(Duration.ofSeconds(40));

        assertThat(now(answer).error().code()).isEqualTo("timeout");
    }

    @Test
    void aCallThatTheDeviceSpeaksOfAgainIsNotLost() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.ACCEPTED, null));

        dispatcher.connect(DEVICE, new RecordingSink());
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.DUPLICATE, null));
        time.pass(Duration.ofSeconds(40));

        assertThat(now(answer).error().code()).isEqualTo("timeout");
    }

    @Test
    void aDeviceThatHadTheCallCantRefuseItAfterwards() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.ACCEPTED, null));

        dispatcher.connect(DEVICE, new RecordingSink());
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.REJECTED, "busy"));

        assertThat(isOpen(answer)).as("it may have run: busy would be a lie").isTrue();
    }

    @Test
    void aCallIsBusyOnlyOnceEachCopyOfItWasRefused() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));
        time.pass(Duration.ofSeconds(5));
        assertThat(sink.calls()).containsExactly("1", "1");

        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.REJECTED, "busy"));
        assertThat(isOpen(answer)).as("the second copy may be accepted").isTrue();
        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.REJECTED, "busy"));

        assertThat(now(answer).error().code()).isEqualTo("busy");
    }

    @Test
    void aCallThatTheDeviceCantTakeIsTooLarge() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        dispatcher.acknowledge(DEVICE, new Ack("1", Ack.State.REJECTED, HostDispatcher.TOO_LARGE));

        assertThat(now(answer).error().code()).isEqualTo("too_large");
    }

    @Test
    void aCancelGoesOutAndTheAnswerRemainsTheDevices() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        assertThat(dispatcher.cancel(DEVICE, "1")).isTrue();
        assertThat(sink.frames).last().isEqualTo(new ServerFrame.Cancel("1"));
        assertThat(isOpen(answer)).isTrue();
        dispatcher.deliver(DEVICE, done("1"));

        assertThat(now(answer)).as("it was done before it could be stopped").isEqualTo(done("1"));
    }

    @Test
    void whatNobodyWaitsForCantBeCancelled() {
        assertThat(dispatcher.cancel(DEVICE, "1")).isFalse();
        dispatcher.connect(DEVICE, sink);

        assertThat(dispatcher.cancel(DEVICE, "1")).isFalse();
        assertThat(sink.frames).isEmpty();
    }

    @Test
    void aDeviceThatWasAwayHearsOfTheCancelAheadOfTheCall() {
        var undo = dispatcher.connect(DEVICE, sink);
        dispatcher.dispatch(DEVICE, call("1"));
        undo.run();
        assertThat(dispatcher.cancel(DEVICE, "1")).isTrue();

        var next = new RecordingSink();
        dispatcher.connect(DEVICE, next);

        assertThat(next.frames).containsExactly(new ServerFrame.Cancel("1"), call("1"));
    }

    @Test
    void aCallThatTimedOutWhileTheDeviceWasAwayIsCancelledWhenItComesBack() {
        var undo = dispatcher.connect(DEVICE, sink);
        dispatcher.dispatch(DEVICE, call("1"), Duration.ofSeconds(3));
        undo.run();
        time.pass(Duration.ofSeconds(3));

        var next = new RecordingSink();
        dispatcher.connect(DEVICE, next, new Leftovers(Set.of("1", "another's"), Set.of()));

        assertThat(next.frames).containsExactly(new ServerFrame.Cancel("1"));
    }

    @Test
    void progressIsHandedOnAndStandsForAnAck() {
        dispatcher.connect(DEVICE, sink);
        var heard = new ArrayList<Progress>();
        dispatcher.dispatch(DEVICE, call("1"), Duration.ofSeconds(30), heard::add);

        var half = new Progress("1", 1L, 2L, "half");
        dispatcher.progressed(DEVICE, half);
        dispatcher.progressed(DEVICE, new Progress("another's", 1L, 2L, null));
        dispatcher.progressed("device-2", half);
        time.pass(Duration.ofSeconds(20));

        assertThat(heard).containsExactly(half);
        assertThat(sink.calls()).containsExactly("1");
    }

    @Test
    void aProgressListenerThatThrowsHarmsNothing() {
        dispatcher.connect(DEVICE, sink);
        var answer =
                dispatcher.dispatch(
                        DEVICE,
                        call("1"),
                        Duration.ofSeconds(30),
                        _ -> {
                            throw new IllegalStateException("not now");
                        });

        dispatcher.progressed(DEVICE, new Progress("1", 1L, 2L, null));
        dispatcher.deliver(DEVICE, done("1"));

        assertThat(now(answer)).isEqualTo(done("1"));
    }

    @Test
    void aServerThatDrainsTellsItsDevicesAndWaitsForTheirAnswers() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        var drained = dispatcher.drain(Duration.ofSeconds(20)).toCompletableFuture();
        assertThat(sink.frames).last().isEqualTo(new ServerFrame.Drain(20));
        assertThat(now(dispatcher.dispatch(DEVICE, call("2"))).error().code()).isEqualTo("offline");
        assertThat(drained).isNotDone();
        dispatcher.deliver(DEVICE, done("1"));

        assertThat(now(answer)).isEqualTo(done("1"));
        assertThat(drained).isDone();
        assertThat(time.count()).isZero();
    }

    @Test
    void aServerThatHasNothingUnderWayIsDrainedAtOnce() {
        dispatcher.connect(DEVICE, sink);

        assertThat(dispatcher.drain(Duration.ofSeconds(20)).toCompletableFuture()).isDone();
    }

    @Test
    void aServerThatStopsWaitsNoLongerThanItsGraceAndSaysThatTheRestIsLost() {
        dispatcher.connect(DEVICE, sink);
        var answer = dispatcher.dispatch(DEVICE, call("1"));

        var drained = dispatcher.drain(Duration.ofSeconds(20)).toCompletableFuture();
        time.pass(Duration.ofSeconds(20));
        assertThat(drained).isDone();
        dispatcher.stop();

        assertThat(now(answer).error().code()).isEqualTo("lost");
        assertThat(sink.closes).containsExactly(CloseCode.GOING_AWAY);
        assertThat(dispatcher.onlineDevices()).isEmpty();
    }

    @Test
    void aDeviceThatStaysAwayIsForgotten() {
        var undo = dispatcher.connect(DEVICE, sink);
        dispatcher.deliver(DEVICE, done("1"));
        undo.run();
        time.pass(HostDispatcher.REMEMBERED.minusMillis(1));
        assertThat(dispatcher.settled(DEVICE, List.of("1"))).containsExactly("1");
        time.pass(Duration.ofMillis(1));

        assertThat(dispatcher.size()).isZero();
        assertThat(time.count()).isZero();
    }

    @Test
    void aDeviceThatComesAndGoesLeavesOneAlarm() {
        for (var i = 0; i < 100; i++) dispatcher.connect(DEVICE, sink).run();

        assertThat(time.count()).isEqualTo(1);
    }

    @Test
    void aDeviceThatIsThereIsNotForgotten() {
        dispatcher.connect(DEVICE, sink).run();
        dispatcher.connect(DEVICE, sink);
        time.pass(HostDispatcher.REMEMBERED);

        assertThat(dispatcher.isOnline(DEVICE)).isTrue();
    }

    private static Call call(String id) {
        return new Call(id, "list_folder", null, null, null);
    }

    private static Result done(String id) {
        return Result.output(id, IntNode.valueOf(1), 7);
    }

    private static boolean isOpen(CompletionStage<Result> answer) {
        return !copy(answer).isDone();
    }

    private static Result now(CompletionStage<Result> answer) {
        return copy(answer).getNow(null);
    }

    private static CompletableFuture<Result> copy(CompletionStage<Result> answer) {
        return answer.toCompletableFuture();
    }
}
