package dev.fusionhost.agent.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that tools run on. They are the system's own, which shares the processor out among
/// them: as many tools as there are cores, that compute and never wait, would hold up everything
/// else that runs on virtual threads.
final class CallThreads implements Executor, AutoCloseable {
    /// Besides calls at work, those that have been answered and whose tools go on: they were told
    /// to stop and don't listen.
    private static final int MOST_THAT_NEVER_END = 48;

    /// An idle host has none.
    private static final long KEPT_FOR_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /// @param maxInFlight how many calls are at work at once
    CallThreads(int maxInFlight) {
        threads =
                new ThreadPoolExecutor(
                        0,
                        maxInFlight + MOST_THAT_NEVER_END,
                        KEPT_FOR_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform().daemon().name("call-", 0).factory());
    }

    /// @throws java.util.concurrent.RejectedExecutionException where all of them are taken
    @Override
    public void execute(Runnable call) {
        threads.execute(call);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
