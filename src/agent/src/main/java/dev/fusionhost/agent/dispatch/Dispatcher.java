package dev.fusionhost.agent.dispatch;

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
import dev.fusionhost.tools.execution.Outcome;
import dev.fusionhost.tools.execution.RunningCall;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes what the server says and sees to it that every call is answered once. Calls outlive the
/// stream they came on: what finishes while there is none is kept and sent on the next.
public final class Dispatcher implements FrameHandler, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /// A result stands for its ack; only a call that takes longer than this needs one of its own.
    private static final Duration ACK_AFTER = Duration.ofMillis(100);

    private static final CallError CANCELLED =
            new CallError(ErrorCode.CANCELLED, "The call was cancelled before it came.");

    private final Greeting greeting;
    private final CallRunner runner;
    private final Sandbox sandbox;
    private final LongSupplier nanoTime;
    private final CallLedger ledger;
    private final CallWatch watch = new CallWatch(this::look);

    /// Calls at work that have had their ack; the watch's own.
    private final Set<String> acked = new HashSet<>();

    /// Calls that are at work no longer, and whose results are on their way to the outlet.
    private final AtomicInteger delivering = new AtomicInteger();

    private volatile @Nullable Outlet outlet;
    private volatile boolean settles = true;

    /// @param greeting makes the hello of each stream
    /// @param nanoTime a monotonic clock in nanoseconds
    public Dispatcher(
            Greeting greeting, CallRunner runner, Sandbox sandbox, LongSupplier nanoTime) {
        this.greeting = greeting;
        this.runner = runner;
        this.sandbox = sandbox;
        this.nanoTime = nanoTime;
        ledger = new CallLedger(HostLimits.DEFAULT.maxInFlight());
    }

    /// Makes the first frame of a stream from what is left over of the one before.
    public interface Greeting {
        HostFrame.Hello hello(List<String> running, List<String> unsettled);
    }

    @Override
    public HostFrame.Hello hello() {
        return greeting.hello(
                ledger.running().stream().map(RunningCall::callId).toList(),
                ledger.unsettled().stream().map(Result::callId).toList());
    }

    @Override
    public void opened(Outlet opened) {
        // Until its welcome comes, or doesn't: keep what is sent.
        settles = true;
        outlet = opened;
    }

    @Override
    public void welcomed(List<String> settled, boolean settles) {
        this.settles = settles;
        settled.forEach(ledger::settled);
        // There may be thousands, and this thread must not wait.
        Thread.startVirtualThread(() -> ledger.unsettled().forEach(this::deliver));
    }

    @Override
    public void closed(Outlet closed) {
        if (closed.equals(outlet)) outlet = null;
    }

    @Override
    public void received(ServerFrame frame) {
        switch (frame) {
            case Call call -> call(call);
            case ServerFrame.Cancel(String callId) -> cancel(callId);
            case ServerFrame.Settled(String callId) -> ledger.settled(callId);
            case ServerFrame.Drain drain -> LOG.infof("The server is about to go (%s).", drain);
            case ServerFrame.Welcome _ -> LOG.debug("A second welcome is ignored.");
            case ServerFrame.Unknown(String type) -> LOG.debugf("Ignored a frame %s.", type);
        }
    }

    /// Takes no new calls and waits for those at work, up to a time.
    ///
    /// @return whether all of them were answered
    public boolean drain(Duration atMost) throws InterruptedException {
        ledger.drain();
        var until = nanoTime.getAsLong() + atMost.toNanos();
        while (!ledger.running().isEmpty() || delivering.get() > 0) {
            if (nanoTime.getAsLong() - until >= 0) return false;
            Thread.sleep(Duration.ofMillis(20));
        }
        return true;
    }

    @Override
    public void close() {
        watch.close();
        ledger.running().forEach(RunningCall::cancel);
    }

    private void call(Call call) {
        var timeout = runner.timeout(call.tool(), timeout(call));
        var began = nanoTime.getAsLong();
        var progress = new PacedProgress(call.callId(), nanoTime, this::send);
        var context = new CallContext(call.callId(), sandbox, nanoTime, timeout, progress);
        var running =
                new RunningCall(
                        call.tool(),
                        context,
                        () -> outcome(call, context),
                        outcome -> answered(call.callId(), outcome, began));
        switch (ledger.arrive(call.callId(), running)) {
            case CallLedger.Arrival.Fresh() -> start(running);
            case CallLedger.Arrival.Rejected(String code) ->
                    send(new Ack(call.callId(), Ack.State.REJECTED, code));
            case CallLedger.Arrival.AtWork(), CallLedger.Arrival.Settled() ->
                    send(new Ack(call.callId(), Ack.State.DUPLICATE, null));
            case CallLedger.Arrival.Answered(var result) -> send(result);
            case CallLedger.Arrival.CancelledBefore() ->
                    send(Result.error(call.callId(), CANCELLED, null, 0));
        }
    }

    private void start(RunningCall call) {
        call.start();
        watch.wake();
    }

    /// Acks the calls that turn out slow, and answers those whose time is up.
    private boolean look() {
        var running = ledger.running();
        acked.retainAll(running.stream().map(RunningCall::callId).toList());
        for (var call : running) {
            if (call.elapsed().compareTo(ACK_AFTER) >= 0 && acked.add(call.callId()))
                send(new Ack(call.callId(), Ack.State.ACCEPTED, null));
            call.expireIfDue();
        }
        return !running.isEmpty();
    }

    private void cancel(String callId) {
        var call = ledger.cancelled(callId);
        if (call != null) call.cancel();
    }

    private Outcome outcome(Call call, CallContext context) {
        return call.mode() == CallMode.APPLY
                ? runner.apply(call.tool(), call.input(), context)
                : runner.run(call.tool(), call.input(), context);
    }

    private void answered(String callId, Outcome outcome, long began) {
        var ms = Duration.ofNanos(nanoTime.getAsLong() - began).toMillis();
        delivering.incrementAndGet();
        try {
            var result = ResultFrames.of(callId, outcome, ms);
            ledger.answered(result);
            deliver(result);
        } finally {
            delivering.decrementAndGet();
        }
    }

    /// Sends a result on the stream that is open, once a stream.
    private void deliver(Result result) {
        var open = outlet;
        if (open == null) return;
        if (ledger.sending(result.callId(), open) && !open.send(result)) return;
        if (!settles) ledger.settled(result.callId());
    }

    private void send(HostFrame frame) {
        var open = outlet;
        if (open != null) open.send(frame);
    }

    /// How long the server gives a call, within the protocol's bounds.
    private static Duration timeout(Call call) {
        var asked = call.timeoutSeconds();
        if (asked == null || asked <= 0) return Limits.DEFAULT_TIMEOUT;
        return Duration.ofSeconds(Math.min(asked, Limits.MAX_TIMEOUT.toSeconds()));
    }
}
