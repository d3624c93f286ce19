package dev.fusionhost.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A process, and everything that it has printed so far.
public class Program implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    Program(ProcessBuilder builder, Consumer<String> echo) {
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        reader = Thread.ofVirtual().start(() -> read(echo));
    }

    public long pid() {
        return process.pid();
    }

    /// The time that processors have spent on it.
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Waits for a line that matches, one that was printed before included.
    public MatchResult awaitLine(String regex, Duration patience) throws InterruptedException {
        var pattern = Pattern.compile(regex);
        var until = System.nanoTime() + patience.toNanos();
        synchronized (lines) {
            for (int next = 0; ; ) {
                for (; next < lines.size(); next++) {
                    var matcher = pattern.matcher(lines.get(next));
                    if (matcher.find()) return matcher.toMatchResult();
                }
                var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0 || !reader.isAlive())
                    throw new AssertionError("no line like " + regex + " in:\n" + output());
                lines.wait(Math.min(left, 200));
            }
        }
    }

    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /// Waits for the end, and gives the exit code.
    public int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
            throw new AssertionError("still runs, having said:\n" + output());
        reader.join();
        return process.exitValue();
    }

    /// Asks it to end (SIGTERM).
    public void terminate() {
        // The handle, because a process that is destroyed loses what it has said.
        process.toHandle().destroy();
    }

    /// Ends it without asking (SIGKILL).
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// A jar is run by the Java that runs this.
    static List<String> java(String... arguments) {
        var java = System.getProperty("java.home") + "/bin/java";
        var command = new ArrayList<>(List.of(java));
        command.addAll(List.of(arguments));
        return command;
    }

    private void read(Consumer<String> echo) {
        try (BufferedReader in = process.inputReader()) {
            for (String line; (line = in.readLine()) != null; ) {
                echo.accept(line);
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException ended) {
            // The pipe breaks when the process is killed: nothing more will come.
        }
    }
}
