package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.protocol.ServerFrame.Cancel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Everything between the server and one device: the way to it, if there is one, and the calls that
/// wait for it.
///
/// No lock spans two steps. A call is noted before its sink is looked up, and a sink is changed
/// before the calls are looked through, so one of the two always sees the other.
final class DeviceLine {
    /// How long a call may stay without an ack, see the protocol's section 4.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(DeviceLine.class);

    private final Alarms alarms;
    private final AtomicReference<@Nullable HostSink> sink = new AtomicReference<>();
    private final PendingCalls pending = new PendingCalls();
    private final RecentCalls recent = new RecentCalls();

    /// Calls that were ended here and that the device may not have heard of.
    private final RecentCalls givenUp = new RecentCalls();

    /// What a call gets that comes too late for the line.
    private volatile CallError end = new CallError("offline", "device offline");

    private final AtomicReference<Alarms.Alarm> forgetting = new AtomicReference<>(() -> {});

    DeviceLine(Alarms alarms) {
        this.alarms = alarms;
    }

    boolean isOpen() {
        var way = sink.get();
        return way != null && way != Retired.SINK;
    }

    /// The device has come this way.
    ///
    /// @return false when this line is retired and the device needs a new one
    boolean open(HostSink newest, Leftovers leftovers) {
        var older = sink.getAndUpdate(now -> now == Retired.SINK ? now : newest);
        if (older == Retired.SINK) return false;
        if (older != null && !older.equals(newest)) older.close(CloseCode.REPLACED);
        for (var callId : givenUp.amongThem(leftovers.running())) send(new Cancel(callId));
        for (var waiting : pending.all()) resume(waiting, leftovers);
        return true;
    }

    /// The device has left this way, unless it has come by another since.
    ///
    /// @return whether it is away now
    boolean leave(HostSink gone) {
        return sink.compareAndSet(gone, null);
    }

    void isForgottenBy(Alarms.Alarm alarm) {
        forgetting.getAndSet(alarm).cancel();
    }

    private void resume(PendingCall waiting, Leftovers leftovers) {
        var callId = callId(waiting);
        waiting.onANewStream();
        // The cancel that was sent may have been lost with the stream before.
        if (waiting.isCancelled()) send(new Cancel(callId));
        if (leftovers.running().contains(callId)) {
            waiting.arrived();
        } else if (leftovers.unsettled().contains(callId)) {
            waiting.arrived();
            waiting.notAtWork();
            sendAgainLater(waiting);
        } else {
            waiting.notAtWork();
            sendNow(waiting);
        }
    }

    CompletionStage<Result> dispatch(Call call, Duration timeout, Consumer<Progress> listener) {
        var callId = call.callId();
        var known = pending.find(callId);
        if (known != null) return known.answer();
        // Before it is noted: what is noted may be sent by a stream that opens meanwhile, and an
        // offline call is one that has certainly never run.
        if (!isOpen()) return refused(callId, "offline", "device offline");
        var fresh = new PendingCall(call, listener);
        return switch (pending.note(fresh)) {
            case PendingCalls.Noted.Full _ ->
                    refused(callId, "busy", "too many calls wait for this device");
            case PendingCalls.Noted.Known(var earlier) -> earlier.answer();
            case PendingCalls.Noted.Fresh _ -> start(fresh, timeout);
        };
    }

    private CompletionStage<Result> start(PendingCall fresh, Duration timeout) {
        try {
            fresh.endsBy(alarms.after(timeout, () -> timeOut(fresh, timeout)));
            sendNow(fresh);
        } catch (RejectedExecutionException _) {
            finish(fresh, "offline", "the server is about to stop", 0);
        }
        // It may have been retired since it was seen open, and then nobody else ends this call.
        if (sink.get() == Retired.SINK) finish(fresh, Result.error(callId(fresh), end, null, 0));
        return fresh.answer();
    }

    private static CompletionStage<Result> refused(String callId, String code, String message) {
        var error = new CallError(code, message);
        return CompletableFuture.completedStage(Result.error(callId, error, null, 0));
    }

    void acknowledge(Ack ack) {
        var waiting = pending.find(ack.callId());
        if (waiting == null) return;
        switch (ack.state()) {
            case ACCEPTED, DUPLICATE -> waiting.arrived();
            case REJECTED -> reject(waiting, ack.code());
        }
    }

    private void reject(PendingCall waiting, @Nullable String code) {
        // Where the device may have the call after all, only its result can tell.
        var neverRan = waiting.refused();
        // A host that drains comes back; the call is sent to its next stream.
        if (!neverRan || "draining".equals(code)) return;
        if (HostDispatcher.TOO_LARGE.equals(code)) {
            finish(waiting, "too_large", "the call is larger than the device takes", 0);
        } else {
            finish(waiting, "busy", "the device works on too many calls", 0);
        }
    }

    void progressed(Progress progress) {
        var waiting = pending.find(progress.callId());
        if (waiting != null) waiting.report(progress);
    }

    boolean cancel(String callId) {
        var waiting = pending.find(callId);
        if (waiting == null) return false;
        waiting.cancel();
        send(new Cancel(callId));
        return true;
    }

    boolean deliver(Result result) {
        recent.add(result.callId());
        var waiting = pending.find(result.callId());
        var expected = waiting != null && finish(waiting, result);
        send(new ServerFrame.Settled(result.callId()));
        return expected;
    }

    List<String> settled(Collection<String> callIds) {
        return recent.amongThem(callIds);
    }

    /// Ends the line for good: the device may not come any more, or the server goes.
    void retire(int closeCode, CallError toThoseWhoWait) {
        end = toThoseWhoWait;
        var last = sink.getAndSet(Retired.SINK);
        if (last != null) last.close(closeCode);
        for (var waiting : pending.all())
            finish(waiting, Result.error(callId(waiting), toThoseWhoWait, null, 0));
    }

    /// Ends the line if the device is away and nobody waits for it.
    boolean retireIfIdle() {
        return pending.isEmpty() && sink.compareAndSet(null, Retired.SINK);
    }

    void rotate() {
        send(new ServerFrame.Rotate());
    }

    void drain(int graceSeconds) {
        send(new ServerFrame.Drain(graceSeconds));
    }

    /// The answers that are still waited for.
    List<CompletionStage<Result>> answers() {
        return pending.all().stream().map(PendingCall::answer).toList();
    }

    private void timeOut(PendingCall waiting, Duration timeout) {
        var missing = waiting.isMissing();
        var code = missing ? "lost" : "timeout";
        var message =
                missing
                        ? "the device has come back without this call: nobody knows whether it ran"
                        : "device timed out";
        if (finish(waiting, code, message, timeout.toMillis())) {
            givenUp.add(callId(waiting));
            send(new Cancel(callId(waiting)));
        }
    }

    private void sendNow(PendingCall waiting) {
        sendAgainLater(waiting);
        waiting.sent();
        send(waiting.call());
    }

    private void sendAgainLater(PendingCall waiting) {
        waiting.isSentAgainBy(
                alarms.after(
                        PATIENCE,
                        () -> {
                            if (waiting.isWaitingForAck()) sendNow(waiting);
                        }));
    }

    private void send(ServerFrame frame) {
        var way = sink.get();
        if (way == null) return;
        try {
            way.send(frame);
        } catch (RuntimeException broken) {
            // The application's own sink. The call isn't lost by it: it is sent again.
            LOG.warn("a sink failed to take a frame", broken);
        }
    }

    private boolean finish(PendingCall waiting, String code, String message, long ms) {
        var error = new CallError(code, message);
        return finish(waiting, Result.error(callId(waiting), error, null, ms));
    }

    private static String callId(PendingCall waiting) {
        return waiting.call().callId();
    }

    private boolean finish(PendingCall waiting, Result result) {
        pending.remove(waiting);
        return waiting.finish(result);
    }

    /// Stands where the sink was once a line has ended.
    private enum Retired implements HostSink {
        SINK;

        @Override
        public void send(ServerFrame frame) {}

        @Override
        public void close(int code) {}
    }
}
