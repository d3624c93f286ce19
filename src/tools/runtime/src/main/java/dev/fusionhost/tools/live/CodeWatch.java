package dev.fusionhost.tools.live;

import io.quarkus.dev.spi.HotReplacementContext;
import io.quarkus.dev.spi.HotReplacementSetup;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks for changed code once a second, and has the host started anew with it. Quarkus itself
/// looks when an HTTP request comes in, and a host never gets one.
///
/// It outlives the hosts: dev mode makes one for all of them. It is here, with the tool contract,
/// because dev mode asks only what it doesn't load anew itself, and that is an extension.
public final class CodeWatch implements HotReplacementSetup {
    private static final Logger LOG = Logger.getLogger(CodeWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("code-watch").factory());

    @Override
    public void setupHotDeployment(HotReplacementContext context) {
        // With a delay and not at a rate: a look that finds something lasts a restart.
        var _ =
                clock.scheduleWithFixedDelay(
                        () -> look(context),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    // Code that doesn't compile is told by dev mode; the next look may find it mended.
    @SuppressWarnings("CatchingUnchecked")
    private static void look(HotReplacementContext context) {
        try {
            context.doScan(false);
        } catch (Exception unfinished) {
            LOG.debug("The changed code can't be started yet", unfinished);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
