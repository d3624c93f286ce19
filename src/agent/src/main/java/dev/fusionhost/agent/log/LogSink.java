package dev.fusionhost.agent.log;

import java.util.function.Consumer;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/// Hands the operator's log, line by line, to somebody instead of standard output.
public final class LogSink extends Handler implements AutoCloseable {
    private final Consumer<String> lines;
    private final SoleHandler takeover;

    private LogSink(Consumer<String> lines) {
        this.lines = lines;
        takeover = new SoleHandler(this);
    }

    /// Takes over until it is closed.
    public static LogSink attach(Consumer<String> lines) {
        return new LogSink(lines);
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
            var thrown = line.getThrown();
            if (thrown != null) JsonLines.trace(thrown).lines().forEach(lines);
        } catch (RuntimeException failed) {
            // Whoever logs a line must not fail because nobody could take it.
            reportError("a line of the log was not taken", failed, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        takeover.close();
    }
}
