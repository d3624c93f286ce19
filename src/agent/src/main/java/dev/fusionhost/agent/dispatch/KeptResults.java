package dev.fusionhost.agent.dispatch;

import dev.fusionhost.agent.link.FrameHandler.Outlet;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The results that wait for the server to have them for good, oldest first: so many, for so long,
/// and so large together.
final class KeptResults {
    /// Eight of the largest results, or all 10,000 of 6 KiB each.
    static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Map<String, Kept> results = new LinkedHashMap<>();
    private final InstantSource clock;
    private long bytes;

    /// @param clock the wall clock: a result may be older than this process
    KeptResults(InstantSource clock) {
        this.clock = clock;
    }

    void keep(Result result, boolean journalled) {
        keep(result, journalled, clock.instant());
    }

    void keep(Result result, boolean journalled, Instant at) {
        remove(result.callId());
        var kept = new Kept(result, journalled, at);
        results.put(result.callId(), kept);
        bytes += kept.size;
    }

    @Nullable Result find(String callId) {
        var kept = results.get(callId);
        return kept == null ? null : kept.result;
    }

    @Nullable Kept remove(String callId) {
        var kept = results.remove(callId);
        if (kept != null) bytes -= kept.size;
        return kept;
    }

    void journalled(String callId) {
        var kept = results.get(callId);
        if (kept != null) kept.journalled = true;
    }

    /// Takes note that a result goes out on this outlet.
    ///
    /// @return false where it went there already, or isn't kept
    boolean sending(String callId, Outlet outlet) {
        var kept = results.get(callId);
        if (kept == null || outlet.equals(kept.sentTo)) return false;
        kept.sentTo = outlet;
        kept.written = false;
        return true;
    }

    /// It didn't go out after all.
    void unsent(String callId, Outlet outlet) {
        var kept = results.get(callId);
        if (kept != null && outlet.equals(kept.sentTo)) kept.sentTo = null;
    }

    /// Whether nothing that goes out on this outlet is still on its way.
    boolean allWritten(Outlet outlet) {
        return results.values().stream()
                .noneMatch(kept -> !kept.written && outlet.equals(kept.sentTo));
    }

    void written(String callId, Outlet outlet) {
        var kept = results.get(callId);
        if (kept != null && outlet.equals(kept.sentTo)) kept.written = true;
    }

    boolean isWritten(String callId, Outlet outlet) {
        var kept = results.get(callId);
        return kept != null && kept.written && outlet.equals(kept.sentTo);
    }

    List<Result> all() {
        return results.values().stream().map(Kept::result).toList();
    }

    /// Takes out what is over the bounds.
    List<Kept> surplus() {
        var surplus = new ArrayList<Kept>();
        var since = clock.instant().minus(Limits.RESULT_LIFETIME);
        while (!results.isEmpty() && (isFull() || oldest().at.isBefore(since))) {
            var kept = oldest();
            remove(kept.result.callId());
            surplus.add(kept);
        }
        return surplus;
    }

    private boolean isFull() {
        return results.size() > Limits.MAX_KEPT_RESULTS || bytes > MOST_BYTES;
    }

    private Kept oldest() {
        return results.values().iterator().next();
    }

    /// A result, and what has become of it.
    static final class Kept {
        private final Result result;
        private final Instant at;
        private final long size;
        private boolean journalled;
        private @Nullable Outlet sentTo;
        private boolean written;

        private Kept(Result result, boolean journalled, Instant at) {
            this.result = result;
            this.journalled = journalled;
            this.at = at;
            size = ResultSize.of(result);
        }

        Result result() {
            return result;
        }

        boolean journalled() {
            return journalled;
        }
    }
}
