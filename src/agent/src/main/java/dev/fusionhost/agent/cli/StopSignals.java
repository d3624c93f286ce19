package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.FusionHost;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/// What the system sends to a program that is to end. The first lets the calls at work finish, the
/// second doesn't, and sees to it that the program ends whatever holds it up.
///
/// Without this the first would end the program all the same, by a shutdown hook of Quarkus; but
/// the second would go unheard, since a Java program that shuts down listens to nobody.
final class StopSignals {
    /// A stream that is closed in order takes less than 3 s.
    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private final FusionHost host;
    private final AtomicInteger heard = new AtomicInteger();

    StopSignals(FusionHost host) {
        this.host = host;
    }

    void heed() {
        // Windows knows both, and sends the second one for a service that is to stop.
        for (var name : new String[] {"INT", "TERM"}) Signal.handle(new Signal(name), _ -> heard());
    }

    /// On the system's own thread, which must not wait.
    private void heard() {
        var first = heard.incrementAndGet() == 1;
        Thread.ofPlatform().daemon().name("stop").start(first ? this::gently : this::atOnce);
    }

    private void gently() {
        if (host.running()) host.stop();
        else Runtime.getRuntime().exit(ExitCode.TEMPORARY.number());
    }

    private void atOnce() {
        Thread.ofPlatform().daemon().name("stop-whatever").start(StopSignals::whatever);
        host.stopNow();
    }

    private static void whatever() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        // Hooks would wait for what doesn't end.
        Runtime.getRuntime().halt(ExitCode.TEMPORARY.number());
    }
}
