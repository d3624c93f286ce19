package dev.fusionhost.tools.undo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one call has changed.
///
/// @param steps in the order in which they were made
/// @param summary one sentence that says what was done
/// @param undoes the change that this one took back, null for a change of its own
public record PastChange(
        String id, Instant at, List<Step> steps, String summary, @Nullable String undoes) {
    public PastChange {
        steps = List.copyOf(steps);
    }

    /// What a temporary file of a step is called while it is there.
    public static String temporaryName(String id, int step) {
        return ".fusion-host-%s-%d".formatted(id, step);
    }
}
