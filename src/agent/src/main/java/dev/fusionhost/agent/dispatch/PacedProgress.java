package dev.fusionhost.agent.dispatch;

import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.tools.execution.ProgressListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Leaves out what a tool tells too often.
final class PacedProgress implements ProgressListener {
    /// Four a second a call, as the protocol has it.
    private static final long EVERY = Duration.ofMillis(250).toNanos();

    private final String callId;
    private final LongSupplier nanoTime;
    private final Consumer<Progress> frames;
    private final AtomicLong next;

    /// @param nanoTime a monotonic clock in nanoseconds
    PacedProgress(String callId, LongSupplier nanoTime, Consumer<Progress> frames) {
        this.callId = callId;
        this.nanoTime = nanoTime;
        this.frames = frames;
        next = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public void progress(long done, @Nullable Long total, @Nullable String message) {
        var now = nanoTime.getAsLong();
        var due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + EVERY))
            frames.accept(new Progress(callId, done, total, message));
    }
}
