package dev.fusionhost.server.stream;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// All streams that are open, and the loop that looks after them.
@Singleton
class OpenStreams {
    private static final Logger LOG = Logger.getLogger(OpenStreams.class);

    private final Set<HostStream> streams = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile boolean isLast;

    OpenStreams(ScheduledExecutorService scheduler) {
        var _ = scheduler.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    void add(HostStream stream) {
        streams.add(stream);
    }

    void remove(HostStream stream) {
        streams.remove(stream);
        if (isLast && streams.isEmpty()) gone.complete(null);
    }

    /// No new ones come, says the caller.
    ///
    /// @return completes when the last one has ended
    CompletionStage<Void> allGone() {
        isLast = true;
        if (streams.isEmpty()) gone.complete(null);
        return gone;
    }

    private void check() {
        for (var stream : streams) {
            try {
                stream.check();
            } catch (RuntimeException failed) {
                // An exception would end the loop for all of them.
                LOG.warn("Can't look after a stream", failed);
            }
        }
    }
}
