package dev.fusionhost.agent.dispatch;

import dev.fusionhost.agent.link.FrameHandler.Outlet;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Result;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings what is said of calls to the server: results once a stream, and again on the next until
/// they are settled; the rest as it comes, or never.
final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final CallLedger ledger;

    /// Results on their way to the outlet.
    private final AtomicInteger underWay = new AtomicInteger();

    private volatile @Nullable Outlet outlet;
    private volatile boolean settles = true;

    Delivery(CallLedger ledger) {
        this.ledger = ledger;
    }

    void opened(Outlet opened) {
        // Until its welcome comes, or doesn't: keep what is sent.
        settles = true;
        outlet = opened;
    }

    /// The server is there: it gets everything that is kept.
    ///
    /// @param settles whether it will say which results it has
    void welcomed(boolean settles) {
        this.settles = settles;
        underWay.incrementAndGet();
        // There may be thousands, and this thread must not wait.
        Thread.startVirtualThread(this::deliverAll);
    }

    void closed(Outlet closed) {
        if (closed.equals(outlet)) outlet = null;
    }

    /// Whether no result is on its way: a stream that ends cuts off what isn't written.
    boolean idle() {
        var open = outlet;
        return underWay.get() == 0 && (open == null || ledger.allWritten(open));
    }

    /// Says something that nobody needs later. Never waits.
    void say(HostFrame frame) {
        var open = outlet;
        if (open != null) open.send(frame);
    }

    /// Keeps a result, and sends it on the stream that is open. Waits for both.
    void answered(Result result) {
        underWay.incrementAndGet();
        try {
            ledger.answered(result);
            deliver(result);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void deliverAll() {
        try {
            ledger.unsettled().forEach(this::deliver);
        } finally {
            underWay.decrementAndGet();
        }
    }

    // One result that can't be said must not hold back those after it.
    @SuppressWarnings("CatchingUnchecked")
    private void deliver(Result result) {
        try {
            send(result);
        } catch (Throwable defect) {
            LOG.errorf(defect, "The result of call %s was not sent", result.callId());
        }
    }

    private void send(Result result) {
        var open = outlet;
        if (open == null) return;
        var callId = result.callId();
        if (ledger.sending(callId, open)) {
            if (!open.sendInTurn(result, () -> written(callId, open))) ledger.unsent(callId, open);
        }
        // It went out before it was clear who settles.
        else if (!settles && ledger.isWritten(callId, open)) ledger.settled(callId);
    }

    /// A result that only waits to be written is lost with its stream, and must be kept till then.
    private void written(String callId, Outlet by) {
        ledger.written(callId, by);
        if (!settles && by.equals(outlet)) ledger.settled(callId);
    }
}
