package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Sends calls to devices and brings their results back.
///
/// This is what an application embeds. It knows no transport: a device is reachable as long as some
/// [HostSink] is connected for it, and whatever carries the device's frames calls
/// [#acknowledge(String, Ack)], [#progressed(String, Progress)] and [#deliver(String, Result)].
/// Device ids are the application's: it must have authenticated them.
///
/// ```java
/// var dispatcher = new HostDispatcher(Alarms.on(scheduler));
/// var undo = dispatcher.connect("device-1", sink);      // when its stream opens
/// dispatcher.dispatch("device-1", new Call(id, "list_folder", input, null, null))
///         .thenAccept(result -> …);
/// dispatcher.deliver("device-1", result);               // when its stream brings a result
/// undo.run();                                           // when its stream is gone
/// ```
///
/// While a device is briefly away, what was dispatched before waits for it, and what is dispatched
/// then is `offline`, at once. A call under way outlives the stream that it was sent on: it is sent
/// again, under the same id, when the device comes back without it, and when neither ack nor result
/// came within 5 s; the device sees to it that nothing runs twice.
///
/// Safe for use by many threads. Results are handed on by the thread that brings them, so stages
/// that block belong on an executor of their own.
public final class HostDispatcher {
    /// For the way there and back, beyond the time that the call itself may take.
    public static final Duration GRACE = Duration.ofSeconds(10);

    /// The code of an [Ack] that a sink's owner makes up for a device that can't take the call.
    public static final String TOO_LARGE = "too_large";

    /// How long a device that is away and has no calls is known here. When it comes later than
    /// that, it sends a result or two again that were here already.
    static final Duration REMEMBERED = Duration.ofHours(1);

    private final Map<String, DeviceLine> lines = new ConcurrentHashMap<>();
    private final Alarms alarms;
    private volatile boolean draining;

    public HostDispatcher(Alarms alarms) {
        this.alarms = alarms;
    }

    /// The device can be reached through this sink, and has nothing left from before.
    ///
    /// @return undoes just this: when a newer sink has taken over, it stays
    public Runnable connect(String deviceId, HostSink sink) {
        return connect(deviceId, sink, Leftovers.NONE);
    }

    /// The device can be reached through this sink. The newest wins: an older sink is closed. Calls
    /// that wait for the device are sent again, as far as it doesn't have them.
    ///
    /// @return undoes just this: when a newer sink has taken over, it stays
    public Runnable connect(String deviceId, HostSink sink, Leftovers leftovers) {
        while (true) {
            var line = lines.computeIfAbsent(deviceId, _ -> new DeviceLine(alarms));
            if (line.open(sink, leftovers)) return () -> leave(deviceId, line, sink);
            // It was retired in this very moment.
            lines.remove(deviceId, line);
        }
    }

    private void leave(String deviceId, DeviceLine line, HostSink sink) {
        if (!line.leave(sink)) return;
        try {
            line.isForgottenBy(alarms.after(REMEMBERED, () -> forget(deviceId, line)));
        } catch (RejectedExecutionException _) {
            // The server stops, and forgets everything.
        }
    }

    private void forget(String deviceId, DeviceLine line) {
        if (line.retireIfIdle()) lines.remove(deviceId, line);
    }

    /// Has a device run a call, for as long as the call says (30 s where it doesn't) and a grace.
    public CompletionStage<Result> dispatch(String deviceId, Call call) {
        var seconds = call.timeoutSeconds();
        var work = seconds == null ? Limits.DEFAULT_TIMEOUT : Duration.ofSeconds(seconds);
        return dispatch(deviceId, call, work.plus(GRACE));
    }

    /// As the other, and nobody wants to know how far it has come.
    public CompletionStage<Result> dispatch(String deviceId, Call call, Duration timeout) {
        return dispatch(deviceId, call, timeout, _ -> {});
    }

    /// Has a device run a call. Never throws, and its stage always completes, once, and never with
    /// an exception. What the device says is handed on as it is; the errors of our own are
    ///
    /// - `offline`: the device isn't there, or the server is about to stop. It never got the call.
    /// - `busy`: the device, or its queue here, has too much to do. The call never ran.
    /// - `too_large`: the device doesn't take a message of that size. It never got the call.
    /// - `timeout`: no answer in time. The device is told to stop.
    /// - `lost`: no answer in time, and the device, which had the call, has come back without it.
    ///   Nobody knows whether it ran.
    /// - `revoked`: the device was dropped meanwhile.
    ///
    /// @param call with an id that nobody can guess; the id of a call that still waits gets that
    ///     call's answer
    /// @param timeout until the answer must be there, [Limits#MAX_TIMEOUT] and a grace at most
    /// @param listener hears how far the call has come, on the thread that brings the news; it must
    ///     return at once
    public CompletionStage<Result> dispatch(
            String deviceId, Call call, Duration timeout, Consumer<Progress> listener) {
        var line = lines.get(deviceId);
        if (draining) return offline(call, "the server is about to stop");
        if (line == null) return offline(call, "device offline");
        return line.dispatch(call, atMost(timeout), listener);
    }

    private static CompletionStage<Result> offline(Call call, String message) {
        var error = new CallError("offline", message);
        return CompletableFuture.completedStage(Result.error(call.callId(), error, null, 0));
    }

    private static Duration atMost(Duration timeout) {
        var longest = Limits.MAX_TIMEOUT.plus(GRACE);
        if (timeout.isNegative()) return Duration.ZERO;
        return timeout.compareTo(longest) > 0 ? longest : timeout;
    }

    /// Asks the device to stop a call. The call's answer remains the device's: `cancelled`, or what
    /// came of it before it could be stopped. A device that is away hears of it when it comes back.
    ///
    /// @return false when no such call of this device waits
    public boolean cancel(String deviceId, String callId) {
        var line = lines.get(deviceId);
        return line != null && line.cancel(callId);
    }

    /// The device has received a call, or refuses it.
    public void acknowledge(String deviceId, Ack ack) {
        var line = lines.get(deviceId);
        if (line != null) line.acknowledge(ack);
    }

    /// The device tells how far a call has come.
    public void progressed(String deviceId, Progress progress) {
        var line = lines.get(deviceId);
        if (line != null) line.progressed(progress);
    }

    /// The device has answered. The answer goes to whoever dispatched the call, and the device is
    /// told that it may forget it, also when nobody waits for it any more.
    ///
    /// @return false when no such call of this device waits
    public boolean deliver(String deviceId, Result result) {
        var line = lines.get(deviceId);
        return line != null && line.deliver(result);
    }

    /// Tells a device to change its token. One that is away is not told.
    public void rotate(String deviceId) {
        var line = lines.get(deviceId);
        if (line != null) line.rotate();
    }

    /// Which of these calls' results are here already, so that the device need not send them again.
    public List<String> settled(String deviceId, Collection<String> callIds) {
        var line = lines.get(deviceId);
        return line == null ? List.of() : line.settled(callIds);
    }

    public boolean isOnline(String deviceId) {
        var line = lines.get(deviceId);
        return line != null && line.isOpen();
    }

    public Set<String> onlineDevices() {
        return lines.entrySet().stream()
                .filter(line -> line.getValue().isOpen())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The device may not come any more: its sink is closed as revoked, and each call that waits
    /// for it gets the error `revoked`.
    public void drop(String deviceId) {
        var line = lines.remove(deviceId);
        if (line != null)
            line.retire(CloseCode.REVOKED, new CallError("revoked", "device revoked"));
    }

    /// The server is about to stop: devices are told, new calls are `offline`, and those under way
    /// go on.
    ///
    /// @param grace how long to wait for them
    /// @return completes when no call waits any more, or when the grace is over
    public CompletionStage<Void> drain(Duration grace) {
        draining = true;
        var seconds = Math.toIntExact(grace.toSeconds());
        lines.values().forEach(line -> line.drain(seconds));
        var over = new CompletableFuture<Void>();
        var limit = alarms.after(grace, () -> over.complete(null));
        var answers = lines.values().stream().flatMap(line -> line.answers().stream());
        CompletableFuture.allOf(
                        answers.map(CompletionStage::toCompletableFuture)
                                .toArray(CompletableFuture[]::new))
                .thenRun(() -> over.complete(null));
        return over.thenRun(limit::cancel);
    }

    public boolean isDraining() {
        return draining;
    }

    /// The server stops: every sink is closed, and a call that still waits is `lost`.
    public void stop() {
        draining = true;
        var error = new CallError("lost", "the server has stopped before the answer was there");
        for (var deviceId : lines.keySet()) {
            var line = lines.remove(deviceId);
            if (line != null) line.retire(CloseCode.GOING_AWAY, error);
        }
    }

    /// How many devices are known here at the moment, be they there or not.
    int size() {
        return lines.size();
    }
}
