package dev.fusionhost.tools;

import dev.fusionhost.tools.sandbox.Place;
import java.util.List;
import java.util.stream.Stream;
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
        return of(kind, place, null, List.of(), place.state());
    }

    /// Gives a file its content.
    ///
    /// @param kind `create`, `write`, `edit` or `append`
    /// @param before what is there, null if nothing is
    /// @param diff null where one of them isn't text
    /// @throws ToolException where [Place#write] would refuse
    public static Change content(
            String kind,
            Place place,
            byte @Nullable [] before,
            byte[] after,
            @Nullable TextDiff diff) {
        place.mustBeWritable();
        var state = "%s %s -> %s".formatted(place.state(), sha256(before), sha256(after));
        return new Change(
                kind,
                place.toString(),
                null,
                diff == null ? null : diff.text(),
                diff == null ? null : diff.added(),
                diff == null ? null : diff.removed(),
                (long) after.length,
                diff == null ? true : null,
                Caution.of(place),
                state);
    }

    /// Makes a folder.
    ///
    /// @throws ToolException where [Place#createFolder] would refuse
    public static Change folder(Place place) {
        return of("mkdir", place.mustCreateFolder());
    }

    /// Moves or renames.
    ///
    /// @throws ToolException where [Place#moveTo] would refuse
    public static Change move(Place from, Place to) {
        from.mustMoveTo(to);
        var state = from.state() + " -> " + to.state();
        return of("move", from, to, Caution.ofMove(from, to), state);
    }

    /// Copies a file, or a folder with all that is in it.
    ///
    /// @throws ToolException where [Place#copyTo] would refuse
    public static Change copy(Place from, Place to) {
        from.mustCopyTo(to);
        return of("copy", from, to, Caution.ofTarget(to), from.state() + " -> " + to.state());
    }

    /// Removes a file, whose content is kept for undo, or an empty folder.
    ///
    /// @throws ToolException where [Place#remove] would refuse
    public static Change remove(Place place) {
        return of("remove", place.mustBeRemovable());
    }

    /// A step on what earlier steps of the same plan make: whether it can be done is seen when it
    /// is its turn.
    ///
    /// @param to where it goes, for a move or a copy
    public static Change later(String kind, Place place, @Nullable Place to) {
        var target = to == null ? place : to;
        var state = place.state() + " -> " + target.state();
        return of(kind, place, to, Caution.ofTarget(target), state);
    }

    /// Moves something to the system's trash.
    ///
    /// @throws ToolException where [Place#trash] would refuse
    public static Change trash(Place place) {
        return of("trash", place.mustBeTrashable());
    }

    /// The same step with the size of what is written.
    public Change withBytes(long size) {
        return new Change(kind, path, toPath, diff, added, removed, size, binary, warnings, state);
    }

    /// The same step with one more sentence to be read first.
    public Change warning(String sentence) {
        var more = Stream.concat(warnings.stream(), Stream.of(sentence)).toList();
        return new Change(kind, path, toPath, diff, added, removed, bytes, binary, more, state);
    }

    /// The same step, where a proposal has shown enough.
    Change withoutDiff() {
        return new Change(kind, path, toPath, null, added, removed, bytes, binary, warnings, state);
    }

    private static Change of(
            String kind, Place from, @Nullable Place to, List<String> warnings, String state) {
        return new Change(
                kind,
                from.toString(),
                to == null ? null : to.toString(),
                null,
                null,
                null,
                null,
                null,
                warnings,
                state);
    }

    private static String sha256(byte @Nullable [] content) {
        return content == null ? "absent" : Sha256.of(content);
    }
}
