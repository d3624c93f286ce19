package dev.fusionhost.agent.dispatch;

import dev.fusionhost.agent.link.FrameHandler.Outlet;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.execution.RunningCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Every call that this host knows, so that none runs twice and none is answered twice: those at
/// work, those whose results are kept, and, by their ids alone, those that are over. In memory; a
/// restarted host begins with an empty one.
final class CallLedger {
    private static final Logger LOG = Logger.getLogger(CallLedger.class);

    private final Map<String, RunningCall> running = new LinkedHashMap<>();
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final Map<String, Arrival> past = new LinkedHashMap<>();
    private final int maxInFlight;
    private boolean draining;

    CallLedger(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    /// What a call meets when it comes.
    sealed interface Arrival {
        /// Nobody has seen it; it is now among the running.
        record Fresh() implements Arrival {}

        /// The host takes no more calls now.
        ///
        /// @param code why not: `busy` or `draining`
        record Rejected(String code) implements Arrival {}

        record AtWork() implements Arrival {}

        record Answered(Result result) implements Arrival {}

        record CancelledBefore() implements Arrival {}

        record Settled() implements Arrival {}
    }

    synchronized Arrival arrive(String callId, RunningCall call) {
        if (running.containsKey(callId)) return new Arrival.AtWork();
        var result = kept.get(callId);
        if (result != null) return new Arrival.Answered(result.result);
        var over = past.get(callId);
        if (over != null) return over;
        if (draining) return new Arrival.Rejected("draining");
        if (running.size() >= maxInFlight) return new Arrival.Rejected(ErrorCode.BUSY);
        running.put(callId, call);
        return new Arrival.Fresh();
    }

    /// From now on only calls that are known already are answered.
    synchronized void drain() {
        draining = true;
    }

    /// Keeps the result of a call, which is at work no longer.
    synchronized void answered(Result result) {
        running.remove(result.callId());
        kept.put(result.callId(), new Kept(result));
        if (kept.size() > Limits.MAX_KEPT_RESULTS) {
            var oldest = kept.keySet().iterator().next();
            kept.remove(oldest);
            // Its id stays: an action that the server sends again must not run again.
            over(oldest, new Arrival.Settled());
            LOG.warnf("The result of call %s is given up: too many are unsettled.", oldest);
        }
    }

    /// Notes a cancel.
    ///
    /// @return the call to stop; null where it isn't at work
    synchronized @Nullable RunningCall cancelled(String callId) {
        var call = running.get(callId);
        if (call == null && !kept.containsKey(callId)) over(callId, new Arrival.CancelledBefore());
        return call;
    }

    /// The server has the result: the id is all that is still needed.
    synchronized void settled(String callId) {
        if (kept.remove(callId) != null) over(callId, new Arrival.Settled());
    }

    private void over(String callId, Arrival how) {
        past.putIfAbsent(callId, how);
        if (past.size() > Limits.MAX_KEPT_RESULTS) past.remove(past.keySet().iterator().next());
    }

    /// Takes note that a result goes out on this outlet.
    ///
    /// @return false where it went there already, or is settled
    synchronized boolean sending(String callId, Outlet outlet) {
        var result = kept.get(callId);
        if (result == null || outlet.equals(result.sentTo)) return false;
        result.sentTo = outlet;
        return true;
    }

    synchronized List<RunningCall> running() {
        return List.copyOf(running.values());
    }

    /// The results that no settled has come for, oldest first.
    synchronized List<Result> unsettled() {
        var results = new ArrayList<Result>(kept.size());
        for (var each : kept.values()) results.add(each.result);
        return results;
    }

    private static final class Kept {
        final Result result;
        @Nullable Outlet sentTo;

        Kept(Result result) {
            this.result = result;
        }
    }
}
