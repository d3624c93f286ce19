package dev.fusionhost.agent.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The `Retry-After` header (RFC 9110, 10.2.3) in its form of seconds.
final class RetryAfter {
    /// A server that names a longer time is asked again after an hour all the same.
    private static final long MOST_SECONDS = 3_600;

    private RetryAfter() {}

    /// How long the header says to wait, an hour at most.
    ///
    /// @return null where the header is absent, a date, or not a number
    static @Nullable Duration parse(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,9}")) return null;
        return Duration.ofSeconds(Math.min(Long.parseLong(header), MOST_SECONDS));
    }
}
