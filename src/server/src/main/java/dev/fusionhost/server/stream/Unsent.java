package dev.fusionhost.server.stream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Keeps count of what was given to a socket and hasn't left it yet, so that a device which doesn't
/// read can't fill our memory.
final class Unsent {
    static final Duration SEND_DEADLINE = Duration.ofSeconds(10);

    /// A device that has so many frames to read yet isn't worth the memory of more.
    static final int MOST_FRAMES = 2_000;

    /// Four of the largest messages.
    static final long MOST_CHARACTERS = 32L * 1024 * 1024;

    private final LongSupplier nanos;
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong characters = new AtomicLong();
    private volatile long movedAt;

    Unsent(LongSupplier nanos) {
        this.nanos = nanos;
        movedAt = nanos.getAsLong();
    }

    /// Makes room for a frame of this length, if there is any. One that finds none isn't sent: a
    /// call comes again after its 5 s, and everything else with the next stream.
    boolean admits(int length) {
        if (isFull(length)) return false;
        characters.addAndGet(length);
        if (frames.getAndIncrement() == 0) movedAt = nanos.getAsLong();
        return true;
    }

    private boolean isFull(int length) {
        return frames.get() > MOST_FRAMES || characters.get() + length > MOST_CHARACTERS;
    }

    /// A frame of this length has left, or never will.
    void left(int length) {
        movedAt = nanos.getAsLong();
        characters.addAndGet(-length);
        frames.decrementAndGet();
    }

    /// Nothing gets through any more: too much waits, or nothing has moved for ten seconds.
    boolean isStuck() {
        var waiting = frames.get();
        if (waiting > MOST_FRAMES) return true;
        return waiting > 0 && nanos.getAsLong() - movedAt > SEND_DEADLINE.toNanos();
    }
}
