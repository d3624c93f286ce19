package dev.fusionhost.agent.cli;

import dev.fusionhost.tools.execution.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Shows a person how far a call is, on one line that each report overwrites.
final class ProgressLine implements ProgressListener, AutoCloseable {
    private static final long EVERY = Duration.ofMillis(100).toNanos();

    /// Back to the beginning of the line, and clear it (ECMA-48, EL).
    private static final String ANEW = "\r\033[K";

    private final PrintWriter out;
    private final boolean seen;
    private @Nullable Long shownAt;

    /// @param seen whether a person looks at it
    ProgressLine(PrintWriter out, boolean seen) {
        this.out = out;
        this.seen = seen;
    }

    @Override
    public synchronized void progress(long done, @Nullable Long total, @Nullable String message) {
        var now = System.nanoTime();
        if (!seen || shownAt != null && now - shownAt < EVERY) return;
        shownAt = now;
        var count = total == null ? Long.toString(done) : "%d of %d".formatted(done, total);
        // A tool's message may hold the name of a file, and that anything.
        var text = message == null ? "" : " " + message.replaceAll("\\p{Cntrl}", "?");
        out.print(ANEW + count + text);
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (shownAt == null) return;
        out.print(ANEW);
        out.flush();
    }
}
