package dev.fusionhost.agent;

import dev.fusionhost.agent.status.Status;
import dev.fusionhost.agent.status.StatusFile;
import dev.fusionhost.testing.ScriptedServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A host that runs on a thread of its own, and what it has logged.
final class RunningHost implements AutoCloseable {
    final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FusionHost host;
    private final URI server;
    private final CompletableFuture<Void> running;

    RunningHost(FusionHost host, ScriptedServer server, Path root) {
        this(host, server.origin(), root);
    }

    RunningHost(FusionHost host, URI server, Path root) {
        this.host = host;
        this.server = server;
        running =
                CompletableFuture.runAsync(
                        () ->
                                host.run(
                                        HostOptions.of(server.toString())
                                                .withRoots(List.of(root.toString()))
                                                .withCode("CODE-1")
                                                .withName("bench")
                                                .withLog(log::add)),
                        task -> Thread.ofPlatform().start(task));
    }

    /// Waits for its end, and for what it failed with.
    void awaitEnd(long seconds) throws Exception {
        running.get(seconds, TimeUnit.SECONDS);
    }

    /// Waits until it is doing so.
    ///
    /// @param home its state folder
    Status awaitStatus(Path home, Predicate<Status> wanted) {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            var status = StatusFile.read(home).filter(it -> it.server().equals(server.toString()));
            if (status.isPresent() && wanted.test(status.get())) return status.get();
            Thread.onSpinWait();
        }
        throw new AssertionError("the status is " + StatusFile.read(home));
    }

    boolean logged(String part) {
        return log.stream().anyMatch(line -> line.contains(part));
    }

    @Override
    public void close() {
        host.stopNow();
        running.handle((_, _) -> null).orTimeout(10, TimeUnit.SECONDS).join();
    }
}
