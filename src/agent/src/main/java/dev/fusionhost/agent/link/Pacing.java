package dev.fusionhost.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: full jitter, `rand(0, min(60 s, 1 s * 2^n))`, so that
/// a thousand hosts that lost the same server don't come back in one moment. Only a stream that
/// held for a minute starts it over: one that flaps must not hammer.
final class Pacing {
    static final Duration CAP = Duration.ofSeconds(60);
    static final Duration HELD = Duration.ofSeconds(60);

    /// A server that is started anew takes seconds. Four tries of up to 1 s and four of up to 2 s
    /// last 6 s on average, so that it is met within 2 s of its return; doubling at each try would
    /// by then wait up to 8 s.
    private static final int TRIES_A_STEP = 4;

    /// 2^6 s is past the cap already.
    private static final int MOST_STEPS = 6;

    private final RandomGenerator random;
    private int losses;

    Pacing(RandomGenerator random) {
        this.random = random;
    }

    /// How long to wait after a loss.
    ///
    /// @param held how long the stream that was lost had been open
    Duration next(Verdict verdict, Duration held) {
        if (held.compareTo(HELD) >= 0) losses = 0;
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
        var bound = 1_000L << (losses / TRIES_A_STEP);
        losses = Math.min(losses + 1, TRIES_A_STEP * MOST_STEPS);
        return Math.min(bound, CAP.toMillis());
    }

    private long upTo(long bound) {
        return bound == 0 ? 0 : random.nextLong(bound);
    }
}
