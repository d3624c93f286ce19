package dev.fusionhost.agent.dispatch;

import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.agent.journal.JournalException;
import dev.fusionhost.agent.link.FrameHandler;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.execution.CallContext;
import dev.fusionhost.tools.execution.CallRunner;
import dev.fusionhost.tools.execution.Failure;
import dev.fusionhost.tools.execution.Outcome;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// Takes what the server says and sees to it that every call is answered once. Calls outlive the
/// stream they came on: what finishes while there is none is kept and sent on the next.
public final class Dispatcher implements FrameHandler, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /// A result stands for its ack; only a call that takes longer than this needs one of its own.
    private static final Duration ACK_AFTER = Duration.ofMillis(100);

    private static final CallError CANCELLED =
            new CallError(ErrorCode.CANCELLED, "The call was cancelled before it came.");
    private static final Failure UNJOURNALLED =
            new Failure(
                    ErrorCode.IO,
                    "The device can't write its journal, so it runs nothing that changes anything; its operator's log says why.");

    private final Greeting greeting;
    private final CallRunner runner;
    private final Sandbox sandbox;
    private final Witness witness;
    private final LongSupplier nanoTime;
    private final CallLedger ledger;
    private final Delivery delivery;
    private final CallThreads threads = new CallThreads(HostLimits.DEFAULT.maxInFlight());
    private final CallWatch watch = new CallWatch(this::look);
    private volatile boolean hurried;

    /// @param greeting makes the hello of each stream
    /// @param journal knows the calls of earlier starts, and takes those of this one
    /// @param witness is told of each call
    /// @param clock the wall clock
    /// @param nanoTime a monotonic clock in nanoseconds
    public Dispatcher(
            Greeting greeting,
            CallRunner runner,
            Sandbox sandbox,
            Journal journal,
            Witness witness,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.greeting = greeting;
        this.runner = runner;
        this.sandbox = sandbox;
        this.witness = witness;
        this.nanoTime = nanoTime;
        ledger = new CallLedger(HostLimits.DEFAULT.maxInFlight(), journal, clock);
        delivery = new Delivery(ledger);
    }

    /// Makes the first frame of a stream from what is left over of the one before.
    public interface Greeting {
        HostFrame.Hello hello(List<String> running, List<String> unsettled);
    }

    @Override
    public HostFrame.Hello hello() {
        return greeting.hello(
                ledger.running().stream().map(call -> call.running().callId()).toList(),
                ledger.unsettled().stream().map(Result::callId).toList());
    }

    @Override
    public void opened(Outlet opened) {
        delivery.opened(opened);
    }

    @Override
    public void welcomed(List<String> settled, boolean settles) {
        settled.forEach(ledger::settled);
        delivery.welcomed(settles);
    }

    @Override
    public void closed(Outlet closed) {
        delivery.closed(closed);
    }

    @Override
    public void received(ServerFrame frame) {
        switch (frame) {
            case Call call -> call(call);
            case ServerFrame.Cancel(String callId) -> cancel(callId);
            case ServerFrame.Settled(String callId) -> ledger.settled(callId);
            case ServerFrame.Drain _ -> LOG.debug("A drain is the stream's business.");
            case ServerFrame.Rotate _ -> LOG.debug("A rotation is the link's business.");
            case ServerFrame.Welcome _ -> LOG.debug("A second welcome is ignored.");
            case ServerFrame.Unknown(String type) -> LOG.debugf("Ignored a frame %s.", type);
        }
    }

    /// How many calls are at work.
    public int atWork() {
        return ledger.running().size();
    }

    /// How many results wait for the server to have them for good.
    public int kept() {
        return ledger.unsettled().size();
    }

    @Override
    public boolean idle() {
        return ledger.running().isEmpty() && delivery.idle();
    }

    /// Takes no new calls and waits for those at work, up to a time. One of no time at all ends the
    /// others that wait.
    ///
    /// @return whether all of them were answered
    public boolean drain(Duration atMost) throws InterruptedException {
        ledger.drain();
        if (atMost.isZero()) hurried = true;
        var until = nanoTime.getAsLong() + atMost.toNanos();
        while (!idle()) {
            if (hurried || nanoTime.getAsLong() - until >= 0) return false;
            Thread.sleep(Duration.ofMillis(20));
        }
        return true;
    }

    @Override
    public void close() {
        watch.close();
        ledger.running().forEach(call -> call.running().cancel());
        threads.close();
    }

    private void call(Call call) {
        var callId = call.callId();
        var fresh = atWork(call);
        switch (ledger.arrive(callId, fresh)) {
            case CallLedger.Arrival.Fresh() -> start(fresh);
            case CallLedger.Arrival.Rejected(String code) ->
                    delivery.say(new Ack(callId, Ack.State.REJECTED, code));
            case CallLedger.Arrival.AtWork(boolean sure) -> {
                // Where it isn't sure yet its own ack comes as soon as it is.
                if (sure) delivery.say(new Ack(callId, Ack.State.DUPLICATE, null));
            }
            case CallLedger.Arrival.Settled() ->
                    delivery.say(new Ack(callId, Ack.State.DUPLICATE, null));
            case CallLedger.Arrival.Answered(var result) -> delivery.say(result);
            case CallLedger.Arrival.CancelledBefore() ->
                    Thread.startVirtualThread(() -> cancelledBefore(callId));
        }
    }

    private CallAtWork atWork(Call call) {
        var callId = call.callId();
        var timeout = runner.timeout(call.tool(), timeout(call));
        var began = nanoTime.getAsLong();
        var progress = new PacedProgress(callId, nanoTime, delivery::say);
        var context = new CallContext(callId, sandbox, nanoTime, timeout, progress);
        return new CallAtWork(
                call.tool(),
                context,
                atWork -> outcome(call, atWork, context),
                outcome -> answered(call, context, outcome, began));
    }

    private void start(CallAtWork call) {
        var callId = call.running().callId();
        try {
            call.running().start(threads);
            watch.wake();
        } catch (RejectedExecutionException _) {
            ledger.withdrawn(callId);
            delivery.say(new Ack(callId, Ack.State.REJECTED, ErrorCode.BUSY));
            LOG.errorf(
                    "Call %s is refused: too many tools go on after their time; start the host again to end them.",
                    callId);
        }
    }

    /// Acks the calls that turn out slow, and answers those whose time is up.
    private boolean look() {
        var running = ledger.running();
        for (var each : running) {
            var call = each.running();
            if (call.elapsed().compareTo(ACK_AFTER) >= 0 && each.ackNow())
                delivery.say(new Ack(call.callId(), Ack.State.ACCEPTED, null));
            // Its result may have to wait for the disk, and the other calls must not.
            if (call.isDue()) Thread.startVirtualThread(call::expire);
        }
        return !running.isEmpty();
    }

    private void cancel(String callId) {
        var call = ledger.cancelled(callId);
        if (call != null) call.cancel();
    }

    private void cancelledBefore(String callId) {
        ledger.makeSureOfCancels();
        delivery.say(Result.error(callId, CANCELLED, null, 0));
    }

    private Outcome outcome(Call call, CallAtWork atWork, CallContext context) {
        var apply = call.mode() == CallMode.APPLY;
        try {
            if (runner.changes(call.tool(), apply)) {
                ledger.begin(atWork, call.tool());
                witness.began(call);
            } else {
                atWork.mayBeForgotten();
            }
        } catch (JournalException refused) {
            LOG.warnf("Call %s is refused: %s.", call.callId(), refused.getMessage());
            return new Outcome.Failed(UNJOURNALLED, null);
        }
        return apply
                ? runner.apply(call.tool(), call.input(), context)
                : runner.run(call.tool(), call.input(), context);
    }

    private void answered(Call call, CallContext context, Outcome outcome, long began) {
        var ms = Duration.ofNanos(nanoTime.getAsLong() - began).toMillis();
        var result = ResultFrames.of(call.callId(), outcome, ms);
        witness.answered(call, result, context.asked());
        delivery.answered(result);
    }

    /// How long the server gives a call, within the protocol's bounds.
    private static Duration timeout(Call call) {
        var asked = call.timeoutSeconds();
        if (asked == null || asked <= 0) return Limits.DEFAULT_TIMEOUT;
        return Duration.ofSeconds(Math.min(asked, Limits.MAX_TIMEOUT.toSeconds()));
    }
}
