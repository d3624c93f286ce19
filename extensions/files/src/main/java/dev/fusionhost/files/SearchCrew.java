package dev.fusionhost.files;

import dev.fusionhost.tools.ToolContext;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The threads that search the files of one call. Threads of the system: a search keeps a
/// processor busy, and on the few that carry virtual threads the heartbeats would wait behind it.
final class SearchCrew implements AutoCloseable {
    private static final int MOST = 4;

    /// Files on their way for each thread; each holds a descriptor and its matches until its turn.
    private static final int AHEAD = 8;

    /// What is left of the call's time for the way of the result.
    private static final long RESERVE_MILLIS = 250;

    private final int size = Math.min(Runtime.getRuntime().availableProcessors(), MOST);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    size, Thread.ofPlatform().daemon().name("search-", 1).factory());
    private final ConcurrentLinkedQueue<FileSearch> idle = new ConcurrentLinkedQueue<>();
    private final TextPattern pattern;
    private final int around;
    private final ToolContext context;
    private volatile boolean stopped;

    /// @param around how many lines before and after a match are wanted
    SearchCrew(TextPattern pattern, int around, ToolContext context) {
        this.pattern = pattern;
        this.around = around;
        this.context = context;
    }

    int ahead() {
        return size * AHEAD;
    }

    /// Searches one file, soon, with a buffer that nobody else uses meanwhile.
    <T> Future<T> search(Work<T> work) {
        return threads.submit(
                () -> {
                    mustGoOn();
                    var search = idle.poll();
                    if (search == null) search = new FileSearch(pattern, around);
                    try {
                        return work.call(search);
                    } finally {
                        idle.add(search);
                    }
                });
    }

    /// Ends what nobody needs any more.
    void mustGoOn() {
        if (stopped) throw new CancellationException();
        context.checkCancelled();
    }

    /// Whether there is time for more.
    boolean inTime() {
        return context.remaining().toMillis() >= RESERVE_MILLIS;
    }

    /// Waits until nobody works any more, which isn't long.
    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                var _ = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// What is done with a [FileSearch].
    interface Work<T> {
        T call(FileSearch search) throws Exception;
    }
}
