package dev.fusionhost.tools.undo;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A copy of a file's content as it was, beside the record that it belongs to.
///
/// @param file its name in the journal's folder
/// @param sha256 of the content, in hex
/// @param mode as `rwxr-x---`, null where the system has none
@RegisterForReflection
public record Backup(
        String file, String sha256, long size, @Nullable String mode, Instant modified) {
    /// Of one file. What is larger isn't replaced or removed at all, so that everything can be
    /// taken back.
    public static final long MOST_BYTES = 64L << 20;
}
