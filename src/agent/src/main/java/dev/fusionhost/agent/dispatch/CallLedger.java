package dev.fusionhost.agent.dispatch;

import dev.fusionhost.agent.journal.Entry;
import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.agent.journal.JournalException;
import dev.fusionhost.agent.link.FrameHandler.Outlet;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.MalformedFrameException;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.execution.RunningCall;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Every call that this host knows, so that none runs twice and none is answered twice: those at
/// work, those whose results are kept, and, by their ids alone, those that are over.
///
/// What changes something is in the [Journal] too, and a restarted host begins with what that
/// remembers. The disk is never waited for while the ledger is locked.
final class CallLedger {
    private static final Logger LOG = Logger.getLogger(CallLedger.class);
    private static final FrameCodec CODEC = new FrameCodec();
    private static final CallError INTERRUPTED =
            new CallError(
                    ErrorCode.INTERRUPTED,
                    "The host ended while the call ran; its outcome is unknown, and it isn't run again.");

    private final Map<String, CallAtWork> running = new LinkedHashMap<>();
    private final KeptResults kept;
    private final PastCalls past = new PastCalls();

    /// Apart from the others, so that no number of reads or cancels makes an action be forgotten.
    private final PastCalls pastChanges = new PastCalls();

    private final int maxInFlight;
    private final Journal journal;
    private boolean draining;

    CallLedger(int maxInFlight, Journal journal, InstantSource clock) {
        this.maxInFlight = maxInFlight;
        this.journal = journal;
        kept = new KeptResults(clock);
        journal.remembered().forEach(this::remember);
    }

    /// What a call meets when it comes.
    sealed interface Arrival {
        /// Nobody has seen it; it is now among the running.
        record Fresh() implements Arrival {}

        /// The host takes no more calls now.
        ///
        /// @param code why not: `busy` or `draining`
        record Rejected(String code) implements Arrival {}

        /// It runs already.
        ///
        /// @param sure whether the server may be told so already
        record AtWork(boolean sure) implements Arrival {}

        record Answered(Result result) implements Arrival {}

        record CancelledBefore() implements Arrival {}

        record Settled() implements Arrival {}
    }

    synchronized Arrival arrive(String callId, CallAtWork call) {
        var same = running.get(callId);
        if (same != null) return new Arrival.AtWork(same.sure());
        var result = kept.find(callId);
        if (result != null) return new Arrival.Answered(result);
        var over = pastChanges.find(callId);
        if (over == null) over = past.find(callId);
        if (over != null) return over;
        if (draining) return new Arrival.Rejected("draining");
        if (running.size() >= maxInFlight) return new Arrival.Rejected(ErrorCode.BUSY);
        running.put(callId, call);
        return new Arrival.Fresh();
    }

    /// A fresh call can't be run now: it is as if it had not come.
    synchronized void withdrawn(String callId) {
        running.remove(callId);
    }

    /// From now on only calls that are known already are answered.
    synchronized void drain() {
        draining = true;
    }

    /// Makes sure that a call which may change something doesn't run a second time. Waits for the
    /// disk.
    void begin(CallAtWork call, String tool) throws JournalException {
        try {
            journal.begun(call.running().callId(), tool);
        } catch (JournalException refused) {
            // It will never run, so that it can't run twice.
            call.mayBeForgotten();
            throw refused;
        }
        begun(call);
    }

    private void begun(CallAtWork call) {
        var callId = call.running().callId();
        Result early;
        synchronized (this) {
            call.isJournalled();
            if (running.get(callId) == call) return;
            // Its time was up while it waited for the disk. It is answered, and must be for good.
            early = kept.find(callId);
            kept.journalled(callId);
        }
        if (early == null) journal.over(callId);
        else journal(early);
    }

    /// Keeps the result of a call, which is at work no longer. Waits for the disk where the call
    /// may have changed something: what is told once must not be told differently after a crash.
    void answered(Result result) {
        var journalled = false;
        while (!keep(result, journalled)) {
            journal(result);
            journalled = true;
        }
    }

    /// @return false where the result has to be journalled first, which the call may have become
    ///     due to at this very moment
    private synchronized boolean keep(Result result, boolean journalled) {
        var call = running.get(result.callId());
        var known = call != null && call.journalled();
        if (known && !journalled) return false;
        running.remove(result.callId());
        kept.keep(result, known);
        kept.surplus().forEach(this::giveUp);
        return true;
    }

    // Whatever happens: a call that nobody runs must not take a place for ever.
    @SuppressWarnings("CatchingUnchecked")
    private void journal(Result result) {
        try {
            journal.answered(result.callId(), CODEC.text(result));
        } catch (JournalException failed) {
            LOG.warnf(
                    "The result of call %s would not outlive this host: %s.",
                    result.callId(), failed.getMessage());
        } catch (Throwable defect) {
            LOG.errorf(defect, "The result of call %s was not journalled", result.callId());
        }
    }

    /// Its id stays: an action that the server sends again must not run again.
    private void giveUp(KeptResults.Kept given) {
        over(given);
        LOG.warnf(
                "The result of call %s is given up: too many are unsettled, or for too long.",
                given.result().callId());
    }

    /// Notes a cancel.
    ///
    /// @return the call to stop; null where it isn't at work
    synchronized @Nullable RunningCall cancelled(String callId) {
        var call = running.get(callId);
        if (call != null) return call.running();
        if (isUnknown(callId)) {
            past.add(callId, new Arrival.CancelledBefore());
            journal.cancelled(callId);
        }
        return null;
    }

    private boolean isUnknown(String callId) {
        return kept.find(callId) == null
                && past.find(callId) == null
                && pastChanges.find(callId) == null;
    }

    /// Returns when a cancel can be told of. Waits for the disk.
    void makeSureOfCancels() {
        journal.flush();
    }

    /// The server has the result: the id is all that is still needed.
    synchronized void settled(String callId) {
        var result = kept.remove(callId);
        if (result != null) over(result);
    }

    private void over(KeptResults.Kept result) {
        var callId = result.result().callId();
        (result.journalled() ? pastChanges : past).add(callId, new Arrival.Settled());
        if (result.journalled()) journal.over(callId);
    }

    /// Takes note that a result goes out on this outlet.
    ///
    /// @return false where it went there already, or is settled
    synchronized boolean sending(String callId, Outlet outlet) {
        return kept.sending(callId, outlet);
    }

    synchronized void unsent(String callId, Outlet outlet) {
        kept.unsent(callId, outlet);
    }

    synchronized boolean allWritten(Outlet outlet) {
        return kept.allWritten(outlet);
    }

    /// Takes note that a result has gone out on this outlet to its last byte.
    synchronized void written(String callId, Outlet outlet) {
        kept.written(callId, outlet);
    }

    synchronized boolean isWritten(String callId, Outlet outlet) {
        return kept.isWritten(callId, outlet);
    }

    synchronized List<CallAtWork> running() {
        return List.copyOf(running.values());
    }

    /// The results that no settled has come for, oldest first.
    synchronized List<Result> unsettled() {
        kept.surplus().forEach(this::giveUp);
        return kept.all();
    }

    private void remember(Entry entry) {
        switch (entry) {
            case Entry.Begun begun -> interrupted(begun);
            case Entry.Answered answered -> remember(answered);
            case Entry.Over(String callId, _) -> pastChanges.add(callId, new Arrival.Settled());
            case Entry.Cancelled(String callId, _) ->
                    past.add(callId, new Arrival.CancelledBefore());
        }
    }

    private void interrupted(Entry.Begun begun) {
        LOG.warnf(
                "Call %s of %s was at work when the host ended; look at what it has done.",
                begun.callId(), begun.tool());
        var result = Result.error(begun.callId(), INTERRUPTED, null, 0);
        journal(result);
        kept.keep(result, true);
    }

    private void remember(Entry.Answered answered) {
        try {
            if (CODEC.hostFrame(answered.result()) instanceof Result result)
                kept.keep(result, true, answered.at());
        } catch (MalformedFrameException unreadable) {
            // Written by another version: what it said is lost, that it ran is not.
            LOG.warnf(
                    "The result of call %s can't be read: %s.",
                    answered.callId(), unreadable.getMessage());
            pastChanges.add(answered.callId(), new Arrival.Settled());
        }
    }
}
