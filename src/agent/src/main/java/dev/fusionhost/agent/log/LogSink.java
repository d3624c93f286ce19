package dev.fusionhost.agent.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/// Hands the operator's log, line by line, to somebody instead of standard output.
public final class LogSink extends Handler implements AutoCloseable {
    private static final Logger OURS = Logger.getLogger("dev.fusionhost");

    private final Consumer<String> lines;
    private final boolean before = OURS.getUseParentHandlers();

    private LogSink(Consumer<String> lines) {
        this.lines = lines;
    }

    /// Takes over until it is closed.
    public static LogSink attach(Consumer<String> lines) {
        var sink = new LogSink(lines);
        OURS.addHandler(sink);
        OURS.setUseParentHandlers(false);
        return sink;
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() < Level.INFO.intValue()) return;
        var text =
                line instanceof ExtLogRecord formatted
                        ? formatted.getFormattedMessage()
                        : line.getMessage();
        try {
            lines.accept(text);
            if (line.getThrown() != null) trace(line.getThrown()).lines().forEach(lines);
        } catch (RuntimeException failed) {
            // Whoever logs a line must not fail because nobody could take it.
            reportError("a line of the log was not taken", failed, ErrorManager.WRITE_FAILURE);
        }
    }

    private static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        OURS.setUseParentHandlers(before);
        OURS.removeHandler(this);
    }
}
