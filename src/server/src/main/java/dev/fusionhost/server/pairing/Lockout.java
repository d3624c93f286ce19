package dev.fusionhost.server.pairing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Keeps an address that has tried too many wrong codes away for a while.
///
/// In memory: a restart forgives, and a code lives no longer than a lock.
@Singleton
class Lockout {
    static final int MAX_WRONG = 5;
    static final Duration LOCKED = Duration.ofMinutes(10);

    /// Addresses, so that an attacker with many of them costs us a megabyte at most.
    private static final int MAX_KEPT = 10_000;

    private final Clock clock;
    private final LinkedHashMap<String, Tries> tries = new LinkedHashMap<>();

    Lockout(Clock clock) {
        this.clock = clock;
    }

    /// How long the address has to wait, when it is locked out.
    ///
    /// Tries that are on their way at the same time all pass: a few hundred guesses among 2^40, and
    /// in return no honest device waits because others enrol behind the same router.
    synchronized Optional<Duration> remaining(String address) {
        var known = recent(address);
        return known.wrong() < MAX_WRONG
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), known.last().plus(LOCKED)));
    }

    /// Counts a wrong try.
    synchronized void wrong(String address) {
        tries.putLast(address, new Tries(recent(address).wrong() + 1, clock.instant()));
        if (tries.size() > MAX_KEPT) tries.pollFirstEntry();
    }

    private Tries recent(String address) {
        var none = new Tries(0, clock.instant());
        var known = tries.getOrDefault(address, none);
        return known.last().plus(LOCKED).isAfter(clock.instant()) ? known : none;
    }

    private record Tries(int wrong, Instant last) {}
}
