package dev.fusionhost.server.devices;

import org.jspecify.annotations.Nullable;

/// What a device says of itself, as it may be kept and shown.
final class Claim {
    private static final int MAX_TEXT = 200;

    private Claim() {}

    /// A name or an id, of at most 200 characters; empty where there is none.
    static String text(@Nullable String said) {
        var kept = orNull(said, MAX_TEXT);
        return kept == null ? "" : kept;
    }

    /// At most so many characters, none of which moves a terminal's cursor; null where there are
    /// none.
    static @Nullable String orNull(@Nullable String said, int length) {
        if (said == null || said.isBlank()) return null;
        var clean = said.strip().replaceAll("\\p{Cc}", "?");
        return clean.length() > length ? clean.substring(0, length) : clean;
    }
}
