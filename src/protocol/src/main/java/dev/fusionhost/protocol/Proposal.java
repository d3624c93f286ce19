package dev.fusionhost.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mutation would do, for a person to approve.
///
/// @param summary one sentence
/// @param paths absolute paths of everything that the change touches
/// @param digest stands for this very plan; an apply whose plan has another digest is `stale`
/// @param expiresAt until when an apply is possible without a new plan
public record Proposal(
        String summary,
        List<String> paths,
        List<Change> changes,
        boolean destructive,
        boolean reversible,
        String digest,
        Instant expiresAt) {
    public Proposal {
        Wire.required("summary", summary);
        Wire.required("digest", digest);
        Wire.required("expiresAt", expiresAt);
        paths = Wire.list(paths);
        changes = Wire.list(changes);
    }

    /// One step of a proposal.
    ///
    /// @param kind `create`, `write`, `edit`, `append`, `move`, `copy`, `trash`, `mkdir`, or a
    ///     tool's own word
    /// @param diff unified, bounded
    /// @param added lines, likewise removed
    /// @param bytes size of what is written
    public record Change(
            String kind,
            String path,
            @Nullable String toPath,
            @Nullable String diff,
            @Nullable Integer added,
            @Nullable Integer removed,
            @Nullable Long bytes,
            @Nullable Boolean binary,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
        public Change {
            Wire.required("kind", kind);
            Wire.required("path", path);
            warnings = Wire.list(warnings);
        }
    }
}
