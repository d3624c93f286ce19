package dev.fusionhost.testing.tools;

import dev.fusionhost.tools.execution.CallContext;
import dev.fusionhost.tools.execution.ProgressListener;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// The host's own context, which tells when a tool looks at whether it should stop.
final class WatchedContext extends CallContext {
    private final AtomicInteger looks = new AtomicInteger();
    private final IntConsumer looking;

    /// @param looking takes the number of the look, from 1, before the tool gets its answer
    WatchedContext(
            Sandbox sandbox,
            LongSupplier nanoTime,
            Duration timeout,
            ProgressListener progress,
            IntConsumer looking) {
        super("call", sandbox, nanoTime, timeout, progress);
        this.looking = looking;
    }

    @Override
    public boolean cancelled() {
        looking.accept(looks.incrementAndGet());
        return super.cancelled();
    }

    @Override
    public void checkCancelled() {
        looking.accept(looks.incrementAndGet());
        super.checkCancelled();
    }
}
