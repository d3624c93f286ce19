package dev.fusionhost.agent.dispatch;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Looks at the calls at work from time to time, for as long as there are any. One look every 50 ms
/// replaces two timers a call, each of which would wake a thread; an idle host isn't woken at all.
final class CallWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CallWatch.class);

    /// Half of the shortest time that is watched, the 100 ms within which a call needs no ack.
    private static final Duration EVERY = Duration.ofMillis(50);

    private final ScheduledExecutorService clock =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("call-watch").factory());
    private final AtomicBoolean awake = new AtomicBoolean();
    private final BooleanSupplier look;

    /// @param look does what is due, and tells whether there is anything left to watch
    CallWatch(BooleanSupplier look) {
        this.look = look;
    }

    /// There is something to watch.
    void wake() {
        if (awake.compareAndSet(false, true)) again();
    }

    private void again() {
        try {
            var _ = clock.schedule(this::tick, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed meanwhile: nobody waits for what is still at work.
            awake.set(false);
        }
    }

    private void tick() {
        if (looked()) {
            again();
            return;
        }
        awake.set(false);
        // A call may have come between the look and the line above, and found us awake.
        if (looked()) wake();
    }

    /// One look that goes wrong must not be the last: no call would have a deadline any more.
    @SuppressWarnings("CatchingUnchecked")
    private boolean looked() {
        try {
            return look.getAsBoolean();
        } catch (Throwable defect) {
            LOG.error("The calls at work could not be looked at", defect);
            return true;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
