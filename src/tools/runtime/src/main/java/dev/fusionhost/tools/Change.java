package dev.fusionhost.tools;

import dev.fusionhost.tools.sandbox.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a [Plan], as a person sees it before it is done.
///
/// @param kind `create`, `write`, `edit`, `append`, `move`, `copy`, `trash`, `mkdir`, or a word of
///     the tool's own
/// @param path absolute path of what is changed, in [Printable] form like all that is shown
/// @param toPath where it goes, for a move or a copy
/// @param diff unified
/// @param added lines, likewise removed
/// @param bytes size of what is written
/// @param warnings sentences that the person should read first
/// @param state what the step found when it was planned; the plan is stale once it differs
public record Change(
        String kind,
        String path,
        @Nullable String toPath,
        @Nullable String diff,
        @Nullable Integer added,
        @Nullable Integer removed,
        @Nullable Long bytes,
        @Nullable Boolean binary,
        List<String> warnings,
        String state) {
    public Change {
        warnings = List.copyOf(warnings);
    }

    /// A step of a tool's own kind on something that the sandbox knows.
    public static Change of(String kind, Place place) {
        return new Change(
                kind,
                place.toString(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                place.state());
    }

    /// Moves or renames.
    ///
    /// @throws ToolException where [Place#moveTo] would refuse
    public static Change move(Place from, Place to) {
        from.mustMoveTo(to);
        return new Change(
                "move",
                from.toString(),
                to.toString(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                from.state() + " -> " + to.state());
    }
}
