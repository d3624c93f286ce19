package dev.fusionhost.server.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls of one device that have no answer yet, in the order in which they came.
final class PendingCalls {
    /// Far more than any device works on at once; what is beyond it would time out in the queue.
    private static final int MOST = 1_000;

    private final Map<String, PendingCall> calls = new LinkedHashMap<>();

    synchronized Noted note(PendingCall fresh) {
        var callId = fresh.call().callId();
        var known = calls.get(callId);
        if (known != null) return new Noted.Known(known);
        if (calls.size() >= MOST) return new Noted.Full();
        calls.put(callId, fresh);
        return new Noted.Fresh();
    }

    synchronized @Nullable PendingCall find(String callId) {
        return calls.get(callId);
    }

    synchronized void remove(PendingCall finished) {
        calls.remove(finished.call().callId(), finished);
    }

    synchronized List<PendingCall> all() {
        return List.copyOf(calls.values());
    }

    synchronized boolean isEmpty() {
        return calls.isEmpty();
    }

    /// What became of a call that was to be noted.
    sealed interface Noted {
        record Fresh() implements Noted {}

        /// There is one under its id already.
        record Known(PendingCall call) implements Noted {}

        record Full() implements Noted {}
    }
}
