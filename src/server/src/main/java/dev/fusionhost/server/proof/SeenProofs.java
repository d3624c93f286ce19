package dev.fusionhost.server.proof;

import dev.fusionhost.server.proof.Judgement.Proven;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The proofs that were used, each for as long as a copy of it would pass for a fresh one.
///
/// Only those that came with a token of their key get in here, so nobody but enrolled devices can
/// fill it, and one alone can't: a device that has used its share is told to come back later, and
/// nothing is ever forgotten before its time.
@Singleton
public class SeenProofs {
    /// A device that reconnects as fast as it may needs a hundred or two in six minutes.
    static final int MOST_OF_ONE = 1_000;

    /// Some 30 MiB.
    static final int MOST = 200_000;

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Map<String, Instant>> byKey = new HashMap<>();
    private int size;
    private Instant swept;

    SeenProofs(Clock clock) {
        this.clock = clock;
        swept = clock.instant();
    }

    /// What is to be made of a proof.
    public enum Use {
        FIRST,
        AGAIN,
        /// Nobody can tell: there is no room to remember it.
        TOO_MANY
    }

    /// Uses a proof.
    public synchronized Use use(Proven proof) {
        var now = clock.instant();
        if (!now.isBefore(swept.plus(SWEEP_EVERY))) sweep(now);
        var ofOne = byKey.computeIfAbsent(proof.jkt(), _ -> new HashMap<>());
        if (ofOne.containsKey(proof.jti())) return Use.AGAIN;
        if (ofOne.size() >= MOST_OF_ONE || size >= MOST) return Use.TOO_MANY;
        ofOne.put(proof.jti(), proof.until());
        size++;
        return Use.FIRST;
    }

    synchronized int size() {
        return size;
    }

    private void sweep(Instant now) {
        swept = now;
        byKey.values().forEach(ofOne -> ofOne.values().removeIf(now::isAfter));
        byKey.values().removeIf(Map::isEmpty);
        size = byKey.values().stream().mapToInt(Map::size).sum();
    }
}
