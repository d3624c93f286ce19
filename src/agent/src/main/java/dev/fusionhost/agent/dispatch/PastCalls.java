package dev.fusionhost.agent.dispatch;

import dev.fusionhost.agent.dispatch.CallLedger.Arrival;
import dev.fusionhost.protocol.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls of which nothing is needed but what to answer when they come again; the oldest are
/// forgotten first.
final class PastCalls {
    private final Map<String, Arrival> calls = new LinkedHashMap<>();

    @Nullable Arrival find(String callId) {
        return calls.get(callId);
    }

    void add(String callId, Arrival answer) {
        calls.putIfAbsent(callId, answer);
        if (calls.size() > Limits.MAX_KEPT_RESULTS) calls.remove(calls.keySet().iterator().next());
    }
}
