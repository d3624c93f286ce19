package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.HostFrame.Ack;
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
import java.util.stream.Collectors;

/// Sends calls to devices and brings their results back.
///
/// This is what an application embeds. It knows no transport: a device is reachable as long as some
/// [HostSink] is connected for it, and whatever carries the device's frames calls
/// [#acknowledge(String, Ack)] and [#deliver(String, Result)]. Device ids are the application's: it
/// must have authenticated them.
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
/// A call outlives the stream that it was sent on. It is sent again, under the same id, when the
/// device comes back without it, and when neither ack nor result came within 5 s; the device sees
/// to it that nothing runs twice.
///
/// Safe for use by many threads. Results are handed on by the thread that brings them, so stages
/// that block belong on an executor of their own.
public final class HostDispatcher {
    /// For the way there and back, beyond the time that the call itself may take.
    public static final Duration GRACE = Duration.ofSeconds(10);

    private final Map<String, DeviceLine> lines = new ConcurrentHashMap<>();
    private final Alarms alarms;

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
        return lines.computeIfAbsent(deviceId, _ -> new DeviceLine(alarms)).open(sink, leftovers);
    }

    /// Has a device run a call, for as long as the call says (30 s where it doesn't) and a grace.
    public CompletionStage<Result> dispatch(String deviceId, Call call) {
        var seconds = call.timeoutSeconds();
        var work = seconds == null ? Limits.DEFAULT_TIMEOUT : Duration.ofSeconds(seconds);
        return dispatch(deviceId, call, work.plus(GRACE));
    }

    /// Has a device run a call. Never throws, and its stage always completes, and never with an
    /// exception: a device that isn't there is the error `offline`, one that doesn't answer in time
    /// is `timeout` (the call is then cancelled), one that has too much to do is `busy`.
    ///
    /// @param call with an id that nobody can guess; the id of a call that still waits gets that
    ///     call's answer
    /// @param timeout until the answer must be there, [Limits#MAX_TIMEOUT] and a grace at most
    public CompletionStage<Result> dispatch(String deviceId, Call call, Duration timeout) {
        var line = lines.get(deviceId);
        if (line != null) return line.dispatch(call, atMost(timeout));
        var error = new CallError("offline", "device offline");
        return CompletableFuture.completedStage(Result.error(call.callId(), error, null, 0));
    }

    private static Duration atMost(Duration timeout) {
        var longest = Limits.MAX_TIMEOUT.plus(GRACE);
        if (timeout.isNegative()) return Duration.ZERO;
        return timeout.compareTo(longest) > 0 ? longest : timeout;
    }

    /// The device has received a call, or refuses it.
    public void acknowledge(String deviceId, Ack ack) {
        var line = lines.get(deviceId);
        if (line != null) line.acknowledge(ack);
    }

    /// The device has answered. The answer goes to whoever dispatched the call, and the device is
    /// told that it may forget it, also when nobody waits for it any more.
    ///
    /// @return false when no such call of this device waits
    public boolean deliver(String deviceId, Result result) {
        var line = lines.get(deviceId);
        return line != null && line.deliver(result);
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
        if (line != null) line.drop();
    }
}
