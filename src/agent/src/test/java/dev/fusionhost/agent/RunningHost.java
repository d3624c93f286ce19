package dev.fusionhost.agent;

import dev.fusionhost.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// A host that runs on a thread of its own, and what it has logged.
final class RunningHost implements AutoCloseable {
    final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private final FusionHost host;
    private final CompletableFuture<Void> running;

    RunningHost(FusionHost host, ScriptedServer server, Path root) {
        this.host = host;
        running =
                CompletableFuture.runAsync(
                        () ->
                                host.run(
                                        HostOptions.of(server.origin().toString())
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

    boolean logged(String part) {
        return log.stream().anyMatch(line -> line.contains(part));
    }

    @Override
    public void close() {
        host.stopNow();
        running.handle((_, _) -> null).orTimeout(10, TimeUnit.SECONDS).join();
    }
}
