package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
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

    /// Far more than any device works on at once; what is beyond it would time out in the queue.
    private static final int MAX_PENDING = 1_000;

    private static final Logger LOG = Logger.getLogger(DeviceLine.class);

    private final Alarms alarms;
    private final AtomicReference<@Nullable HostSink> sink = new AtomicReference<>();
    private final Map<String, PendingCall> pending = new LinkedHashMap<>();
    private final RecentCalls recent = new RecentCalls();

    DeviceLine(Alarms alarms) {
        this.alarms = alarms;
    }

    boolean isOpen() {
        return sink.get() != null;
    }

    Runnable open(HostSink newest, Leftovers leftovers) {
        var older = sink.getAndSet(newest);
        if (older != null && !older.equals(newest)) older.close(CloseCode.REPLACED);
        for (var waiting : waiting()) resume(waiting, leftovers);
        return () -> sink.compareAndSet(newest, null);
    }

    private void resume(PendingCall waiting, Leftovers leftovers) {
        var callId = waiting.call().callId();
        waiting.acknowledged(leftovers.running().contains(callId));
        if (leftovers.unsettled().contains(callId)) {
            sendAgainLater(waiting);
        } else if (waiting.isWaitingForAck()) {
            sendNow(waiting);
        }
    }

    CompletionStage<Result> dispatch(Call call, Duration timeout) {
        var fresh = new PendingCall(call);
        var known = note(fresh);
        if (known != fresh) return known.answer();
        if (!isOpen()) {
            finish(fresh, "offline", "device offline", 0);
        } else if (hasTooMany()) {
            finish(fresh, "busy", "too many calls wait for this device", 0);
        } else {
            start(fresh, timeout);
        }
        return fresh.answer();
    }

    private void start(PendingCall fresh, Duration timeout) {
        try {
            fresh.endsBy(alarms.after(timeout, () -> timeOut(fresh, timeout)));
            sendNow(fresh);
        } catch (RejectedExecutionException _) {
            finish(fresh, "offline", "the server is about to stop", 0);
        }
    }

    void acknowledge(Ack ack) {
        var waiting = find(ack.callId());
        if (waiting == null) return;
        switch (ack.state()) {
            case ACCEPTED, DUPLICATE -> waiting.acknowledged(true);
            case REJECTED -> {
                // A host that drains comes back; the call is sent to its next stream.
                if (!"draining".equals(ack.code())) {
                    finish(waiting, "busy", "the device works on too many calls", 0);
                }
            }
        }
    }

    boolean deliver(Result result) {
        recent.add(result.callId());
        var waiting = find(result.callId());
        var expected = waiting != null && finish(waiting, result);
        send(new ServerFrame.Settled(result.callId()));
        return expected;
    }

    List<String> settled(Collection<String> callIds) {
        return recent.amongThem(callIds);
    }

    void drop() {
        var last = sink.getAndSet(null);
        if (last != null) last.close(CloseCode.REVOKED);
        for (var waiting : waiting()) finish(waiting, "revoked", "device revoked", 0);
    }

    private void timeOut(PendingCall waiting, Duration timeout) {
        if (finish(waiting, "timeout", "device timed out", timeout.toMillis())) {
            send(new ServerFrame.Cancel(waiting.call().callId()));
        }
    }

    private void sendNow(PendingCall waiting) {
        sendAgainLater(waiting);
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
        return finish(waiting, Result.error(waiting.call().callId(), error, null, ms));
    }

    private boolean finish(PendingCall waiting, Result result) {
        synchronized (pending) {
            pending.remove(result.callId(), waiting);
        }
        return waiting.finish(result);
    }

    /// The call that is waiting under this id: the given one, or the one that was there before.
    private PendingCall note(PendingCall fresh) {
        synchronized (pending) {
            var known = pending.putIfAbsent(fresh.call().callId(), fresh);
            return known == null ? fresh : known;
        }
    }

    private @Nullable PendingCall find(String callId) {
        synchronized (pending) {
            return pending.get(callId);
        }
    }

    private boolean hasTooMany() {
        synchronized (pending) {
            return pending.size() > MAX_PENDING;
        }
    }

    private List<PendingCall> waiting() {
        synchronized (pending) {
            return List.copyOf(pending.values());
        }
    }
}
