package dev.fusionhost.agent.log;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.FileNotFoundException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.logging.Level;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.jboss.logmanager.handlers.SizeRotatingFileHandler;
import org.jspecify.annotations.Nullable;

/// The host's log for as long as it is open, written where and as its operator wants it.
public final class OperatorLog implements AutoCloseable {
    /// With five older ones, at most 60 MiB in all.
    private static final long FILE_BYTES = 10L * 1024 * 1024;

    private static final int OLDER_FILES = 5;

    private final ExtHandler handler;
    private final SoleHandler takeover;

    private OperatorLog(ExtHandler handler) {
        this.handler = handler;
        takeover = new SoleHandler(handler);
    }

    /// How a line looks.
    public enum Format {
        PLAIN,
        JSON;

        /// @throws HostFailure where there is no such format
        public static Format of(String word) {
            return Arrays.stream(values())
                    .filter(format -> format.name().equalsIgnoreCase(word.strip()))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new HostFailure(
                                            ExitCode.CONFIG,
                                            "There is no log format \"%s\"; set plain or json."
                                                    .formatted(word)));
        }

        /// As it is typed.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Writes to a file, after what is in it already, or to standard output where there is none.
    ///
    /// @throws HostFailure where the file can't be written
    public static OperatorLog open(@Nullable String file, Format format) {
        var handler = file == null ? new ConsoleHandler() : rotated(file);
        handler.setLevel(Level.INFO);
        handler.setAutoFlush(true);
        handler.setFormatter(
                switch (format) {
                    case PLAIN -> new PatternFormatter("%d{yyyy-MM-dd HH:mm:ss} %-5p %s%e%n");
                    case JSON -> new JsonLines();
                });
        return new OperatorLog(handler);
    }

    private static ExtHandler rotated(String file) {
        try {
            var handler = new SizeRotatingFileHandler(FILE_BYTES, OLDER_FILES);
            handler.setEncoding(StandardCharsets.UTF_8.name());
            handler.setAppend(true);
            handler.setFileName(file);
            return handler;
        } catch (FileNotFoundException | UnsupportedEncodingException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The log file %s can't be written; give another one with --log-file."
                            .formatted(file),
                    failed);
        }
    }

    @Override
    public void close() {
        takeover.close();
        handler.close();
    }
}
