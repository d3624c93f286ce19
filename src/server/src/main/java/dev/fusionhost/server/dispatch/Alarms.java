package dev.fusionhost.server.dispatch;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs things later. The dispatcher's only idea of time, so that a test can move it by hand.
@FunctionalInterface
public interface Alarms {
    /// Runs the task once, after the delay, on a thread of its own choice.
    Alarm after(Duration delay, Runnable task);

    /// One task that was set and may still be called off.
    @FunctionalInterface
    interface Alarm {
        /// Too late or twice does no harm.
        void cancel();
    }

    /// Alarms that are kept by one thread and go off each on a virtual thread of its own, so that a
    /// task that blocks holds up none of the others.
    ///
    /// @param keeper forgets what is cancelled: a `ScheduledThreadPoolExecutor` does only with its
    ///     `setRemoveOnCancelPolicy(true)`, and would else hold each call until its deadline
    static Alarms on(ScheduledExecutorService keeper) {
        return (delay, task) -> {
            var set =
                    keeper.schedule(
                            () -> Thread.startVirtualThread(task),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
            return () -> set.cancel(false);
        };
    }
}
