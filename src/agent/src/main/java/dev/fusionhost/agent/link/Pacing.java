package dev.fusionhost.agent.link;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: full jitter, `rand(0, min(60 s, 1 s * 2^n))`, so that
/// a thousand hosts that lost the same server don't come back in one moment.
///
/// `n` grows with the time without a stream, not with the attempts: the bound is half of that time
/// at most. So a server that was gone for 10 s is met within 4 s of its return; and all its hosts
/// draw from the same range, where counted attempts would leave those that drew short pauses far
/// behind. Only a stream that held for a minute starts it over: a server that flaps must not be
/// hammered.
final class Pacing {
    static final Duration CAP = Duration.ofSeconds(60);
    static final Duration HELD = Duration.ofSeconds(60);

    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private long goneSince;

    /// @param nanoTime a monotonic clock in nanoseconds
    Pacing(RandomGenerator random, LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
        startOver();
    }

    /// What is known of the server is worth nothing any more: the machine slept, or is elsewhere.
    void startOver() {
        goneSince = nanoTime.getAsLong();
    }

    /// How long to wait after a loss.
    ///
    /// @param held how long the stream that was lost had been open
    Duration next(Verdict verdict, Duration held) {
        if (held.compareTo(HELD) >= 0) startOver();
        else goneSince += held.toNanos();
        return Duration.ofMillis(next(verdict, upTo(growing())));
    }

    private long next(Verdict verdict, long growing) {
        return switch (verdict) {
            case Verdict.Backoff(Duration floor) -> floor.toMillis() + growing;
            // A server that goes at once each time, or asks for no wait at all, must not be
            // hammered either.
            case Verdict.Soon(Duration within) -> Math.max(upTo(within.toMillis()), growing);
            case Verdict.Later(Duration after) ->
                    Math.max(after.toMillis() + upTo(after.toMillis() / 4), growing);
            // Twice in a row, a minute apart, makes a doubt a certainty.
            case Verdict.Doubt() -> CAP.toMillis();
        };
    }

    private long growing() {
        var gone = Duration.ofNanos(nanoTime.getAsLong() - goneSince);
        var seconds = Math.max(1, Long.highestOneBit(gone.toSeconds() / 2));
        return Math.min(seconds * 1_000, CAP.toMillis());
    }

    private long upTo(long bound) {
        return bound == 0 ? 0 : random.nextLong(bound);
    }
}
