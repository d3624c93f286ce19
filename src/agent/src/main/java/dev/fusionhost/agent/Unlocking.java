package dev.fusionhost.agent;

import dev.fusionhost.agent.link.LinkState;
import dev.fusionhost.agent.link.LinkWatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Waits while the store of the identity is locked: nothing is lost, and nobody need start the host
/// again once they have unlocked it. Ends when its thread is interrupted.
final class Unlocking {
    private static final Logger LOG = Logger.getLogger(Unlocking.class);
    private static final Duration FIRST = Duration.ofSeconds(1);

    /// Somebody who has just logged in shouldn't wait for long.
    private static final Duration CAP = Duration.ofSeconds(30);

    private final LinkWatch watch;
    private final InstantSource clock;
    private final Nap nap;

    Unlocking(LinkWatch watch, InstantSource clock, Nap nap) {
        this.watch = watch;
        this.clock = clock;
        this.nap = nap;
    }

    /// Lets time pass.
    interface Nap {
        void take(Duration duration) throws InterruptedException;
    }

    /// Asks until it isn't locked any more.
    ///
    /// @param locked gives the sentence that says so, while it is
    /// @return false where it was stopped before
    boolean await(Supplier<Optional<String>> locked) {
        var told = "";
        try {
            for (var time = FIRST; ; time = longer(time)) {
                var why = locked.get().orElse(null);
                if (why == null) return true;
                if (!why.equals(told)) LOG.warnf("%s It is asked for again.", told = why);
                pass(time, why);
            }
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void pass(Duration time, String why) throws InterruptedException {
        var sentence = why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
        watch.is(new LinkState.Waiting(clock.instant().plus(time), sentence));
        for (long second = 0; second < time.toSeconds(); second++) {
            watch.alive();
            nap.take(Duration.ofSeconds(1));
        }
    }

    private static Duration longer(Duration time) {
        var twice = time.multipliedBy(2);
        return twice.compareTo(CAP) < 0 ? twice : CAP;
    }
}
