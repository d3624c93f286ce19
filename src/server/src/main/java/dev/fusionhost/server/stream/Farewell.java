package dev.fusionhost.server.stream;

import dev.fusionhost.server.ServerConfig;
import dev.fusionhost.server.dispatch.HostDispatcher;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The server goes, and its devices are told: what is under way may end, nothing new begins, then
/// each stream is closed as planned, so that its device comes back soon.
@Singleton
class Farewell {
    /// For the closes to be answered. Who doesn't in that time is cut off.
    static final Duration GOODBYES = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Farewell.class);

    private final HostDispatcher dispatcher;
    private final OpenStreams open;
    private final Duration grace;

    Farewell(HostDispatcher dispatcher, OpenStreams open, ServerConfig config) {
        this.dispatcher = dispatcher;
        this.open = open;
        grace = Duration.ofSeconds(config.drainSeconds());
    }

    void stopping(@Observes ShutdownEvent event) {
        await(dispatcher.drain(grace), grace.plus(GOODBYES));
        dispatcher.stop();
        await(open.allGone(), GOODBYES);
    }

    private static void await(CompletionStage<Void> stage, Duration atMost) {
        try {
            stage.toCompletableFuture()
                    .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException failed) {
            // The end must come all the same.
            LOG.warn("The farewell to the devices failed", failed);
        }
    }
}
