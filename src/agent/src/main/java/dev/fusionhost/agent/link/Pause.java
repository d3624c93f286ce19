package dev.fusionhost.agent.link;

import dev.fusionhost.agent.link.Surroundings.Change;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Waits until the next attempt, or until there is a reason not to.
final class Pause {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final LongSupplier nanoTime;
    private final Nap nap;

    /// @param nanoTime a monotonic clock in nanoseconds
    Pause(Surroundings surroundings, LongSupplier nanoTime, Nap nap) {
        this.surroundings = surroundings;
        this.nanoTime = nanoTime;
        this.nap = nap;
    }

    /// Lets time pass.
    interface Nap {
        void take(Duration duration) throws InterruptedException;
    }

    /// Waits.
    ///
    /// @param ends whether a change ends the wait
    /// @return false where one did
    boolean take(Duration duration, Predicate<Change> ends) throws InterruptedException {
        var until = nanoTime.getAsLong() + duration.toNanos();
        for (long left; (left = until - nanoTime.getAsLong()) > 0; ) {
            nap.take(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
            if (ends.test(surroundings.look())) return false;
        }
        return true;
    }
}
