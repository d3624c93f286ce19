package dev.fusionhost.agent.link;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Notices what makes a wait pointless and a stream doubtful: that the machine slept, or has other
/// addresses than before.
///
/// A machine that sleeps stops its monotonic clock and not its wall clock. So does one whose wall
/// clock is set forwards, which can't be told apart; but all that follows is an attempt, or a ping,
/// that comes early.
final class Surroundings {
    /// More than a clock is corrected by in passing, less than any sleep that breaks a stream.
    private static final Duration SLEEP = Duration.ofSeconds(5);

    /// Asking the system for its addresses takes some 100 µs.
    private static final Duration ADDRESSES_EVERY = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Supplier<Set<String>> addresses;
    private Instant wall;
    private long monotonic;
    private Set<String> known;
    private long knownAt;

    /// @param clock the wall clock
    /// @param nanoTime a monotonic clock in nanoseconds
    /// @param addresses the machine's own, in any words
    Surroundings(InstantSource clock, LongSupplier nanoTime, Supplier<Set<String>> addresses) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.addresses = addresses;
        wall = clock.instant();
        monotonic = nanoTime.getAsLong();
        known = addresses.get();
        knownAt = monotonic;
    }

    /// What has happened since the last look.
    enum Change {
        NONE,
        MOVED,
        SLEPT
    }

    Change look() {
        if (slept().compareTo(SLEEP) >= 0) return Change.SLEPT;
        return moved() ? Change.MOVED : Change.NONE;
    }

    /// The time that only the wall clock has seen.
    private Duration slept() {
        var nowWall = clock.instant();
        var now = nanoTime.getAsLong();
        var slept = Duration.between(wall, nowWall).minusNanos(now - monotonic);
        wall = nowWall;
        monotonic = now;
        return slept;
    }

    private boolean moved() {
        var now = nanoTime.getAsLong();
        if (now - knownAt < ADDRESSES_EVERY.toNanos()) return false;
        knownAt = now;
        var before = known;
        known = addresses.get();
        return !known.equals(before);
    }

    /// The addresses by which others may reach this machine.
    static Set<String> addressesOfThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(address -> String.valueOf(address.getHostAddress()))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException _) {
            // None at all: a machine without a network.
            return Set.of();
        }
    }
}
