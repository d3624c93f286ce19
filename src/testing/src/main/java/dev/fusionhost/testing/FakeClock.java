package dev.fusionhost.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/// Time that stands still until a test moves it: a wall clock, and the monotonic clock beside it,
/// which starts at 0. Safe for use by many threads.
public final class FakeClock extends Clock {
    private final Instant start;
    private final ZoneId zone;
    private final AtomicLong monotonic;
    private final AtomicLong jumped;

    /// A clock that shows 2026-01-01T00:00:00Z.
    public FakeClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public FakeClock(Instant start) {
        this(start, ZoneOffset.UTC, new AtomicLong(), new AtomicLong());
    }

    private FakeClock(Instant start, ZoneId zone, AtomicLong monotonic, AtomicLong jumped) {
        this.start = start;
        this.zone = zone;
        this.monotonic = monotonic;
        this.jumped = jumped;
    }

    /// Lets time pass, on both clocks.
    public void advance(Duration duration) {
        if (duration.isNegative()) throw new IllegalArgumentException("time passes forwards");
        monotonic.addAndGet(duration.toNanos());
    }

    /// Sets the wall clock forwards or, with a negative duration, back; the monotonic clock doesn't
    /// notice.
    public void jump(Duration duration) {
        jumped.addAndGet(duration.toNanos());
    }

    /// Stands in for [System#nanoTime()]; as a method reference it is a `LongSupplier`.
    public long nanoTime() {
        return monotonic.get();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(monotonic.get()).plusNanos(jumped.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /// The same clock in another zone: moving one moves both.
    @Override
    public Clock withZone(ZoneId other) {
        return new FakeClock(start, other, monotonic, jumped);
    }
}
