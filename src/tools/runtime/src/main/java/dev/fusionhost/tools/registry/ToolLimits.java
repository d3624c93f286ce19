package dev.fusionhost.tools.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/// How much of the host one tool may take, as its author says in [Tool].
///
/// @param timeoutSeconds longest that a call may take; 0 for no limit of its own, likewise the
///     others
/// @param maxConcurrent calls at work at once
/// @param maxOutputBytes of an output's JSON in UTF-8
public record ToolLimits(int timeoutSeconds, int maxConcurrent, int maxOutputBytes) {

    static ToolLimits of(Tool tool) {
        return new ToolLimits(tool.timeoutSeconds(), tool.maxConcurrent(), tool.maxOutputBytes());
    }

    /// A negative limit, as the end of a sentence about the class, would mean nothing.
    boolean meaningful() {
        return timeoutSeconds >= 0 && maxConcurrent >= 0 && maxOutputBytes >= 0;
    }

    /// The time that the caller gives, or less.
    public Duration within(Duration asked) {
        var own = Duration.ofSeconds(timeoutSeconds);
        return own.isZero() || own.compareTo(asked) > 0 ? asked : own;
    }

    /// Lets an output pass.
    ///
    /// @throws ToolException `too_large`
    JsonNode checked(JsonNode output, ObjectMapper mapper) {
        if (maxOutputBytes == 0) return output;
        try {
            mapper.writeValue(new Counter(), output);
            return output;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Counts instead of keeping: a large output needn't be there twice.
    private final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            count(1);
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            count(length);
        }

        private void count(int more) {
            bytes += more;
            if (bytes > maxOutputBytes)
                throw new ToolException(
                        ErrorCode.TOO_LARGE,
                        "The output is larger than %d bytes; ask for less."
                                .formatted(maxOutputBytes));
        }
    }
}
