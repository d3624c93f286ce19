package dev.fusionhost.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A program at work, and everything that it has started; closing it ends all of them.
final class ProcessTree implements AutoCloseable {
    private static final String MARK = "FUSION_HOST_CALL";
    private static final Path PROCESSES = Path.of("/proc");

    /// A program that starts others as fast as they are ended gets this many rounds.
    private static final int MOST_ROUNDS = 200;

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(10);

    private final String mark = MARK + "=" + UUID.randomUUID();
    private final Process process;
    private final Thread reader;
    private final Set<ProcessHandle> known = new HashSet<>();

    /// Starts a program, with nothing to read.
    ProcessTree(List<String> line, Path folder, Map<String, String> environment, Output output)
            throws IOException {
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(MARK, mark.substring(MARK.length() + 1));
        process = builder.start();
        process.getOutputStream().close();
        // A thread of the system: reading a pipe would hold up one that carries virtual threads.
        reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("output of " + process.pid())
                        .start(() -> output.take(process.getInputStream()));
    }

    /// Waits for the end of the program.
    ///
    /// @return its exit code; empty where it goes on
    Optional<Integer> await(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    boolean ended() {
        return !process.isAlive();
    }

    /// Ends whatever is left of the program, and waits for the last it printed.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        end();
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Ends all of them, again and again until none is left: some may just be starting others.
    synchronized void end() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var left = members();
            if (left.isEmpty()) return;
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
        }
    }

    private List<ProcessHandle> members() {
        known.add(process.toHandle());
        marked().forEach(known::add);
        for (var one : List.copyOf(known)) one.descendants().forEach(known::add);
        known.removeIf(one -> !one.isAlive());
        return List.copyOf(known);
    }

    /// Whoever has the mark in its environment, wherever it stands by now.
    private List<ProcessHandle> marked() {
        var found = new ArrayList<ProcessHandle>();
        if (!Files.isDirectory(PROCESSES)) return found;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (var one : all) {
                if (!isMarked(one)) continue;
                ProcessHandle.of(Long.parseLong(one.getFileName().toString()))
                        .ifPresent(found::add);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return found;
    }

    private boolean isMarked(Path one) {
        try {
            var environment = Files.readAllBytes(one.resolve("environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException _) {
            return false; // Somebody else's, or gone.
        }
    }
}
