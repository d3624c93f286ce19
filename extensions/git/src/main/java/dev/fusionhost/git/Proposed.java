package dev.fusionhost.git;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.lib.FileMode;
import org.jspecify.annotations.Nullable;

/// The files of a proposal, as a person reads them: each a [Change] with its diff, up to a bound.
final class Proposed {
    /// More than anybody reads; of the rest only the number is told.
    private static final int MOST_FILES = 500;

    /// Of diff text in a proposal.
    static final int MOST_BYTES = 128 << 10;

    private static final Pattern BETWEEN_LINE_ENDS_AND_TABS = Pattern.compile("[^\n\t]+");

    private final OpenRepository repository;
    private final Diffs diffs;

    Proposed(OpenRepository repository, Diffs diffs) {
        this.repository = repository;
        this.diffs = diffs;
    }

    /// Adds a change for each file, with what is on the disk there as its state.
    ///
    /// @param kind null for what happens to the file on the disk: `create`, `edit`, `delete`,
    ///     `move`
    Plan.Draft addTo(Plan.Draft plan, @Nullable String kind, List<DiffEntry> entries)
            throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var state = repository.target(FileDiff.path(entry)).state();
            if (entry.getChangeType() == ChangeType.RENAME) repository.target(entry.getOldPath());
            if (i >= MOST_FILES) plan.dependsOn(FileDiff.path(entry) + " " + state);
            else plan.change(change(entry, kind, state, i, entries.size()));
        }
        return plan;
    }

    private Change change(DiffEntry entry, @Nullable String kind, String state, int i, int files)
            throws IOException {
        var diff = diffs.of(entry);
        var warnings = new ArrayList<String>();
        if (diff.truncated()) warnings.add("A part of the diff is not shown.");
        if (isLink(entry)) warnings.add("It is a symbolic link.");
        if (i == MOST_FILES - 1 && files > MOST_FILES) {
            warnings.add("%d more files are not shown.".formatted(files - MOST_FILES));
        }
        var old = diff.oldPath();
        return new Change(
                kind == null ? onDisk(diff.change()) : kind,
                shown(old == null ? diff.path() : old),
                old == null ? null : shown(diff.path()),
                diff.diff() == null ? null : printable(diff.diff()),
                diff.added(),
                diff.removed(),
                null,
                diff.binary() ? true : null,
                warnings,
                state + " " + entry.getOldId().name() + " " + entry.getNewId().name());
    }

    private String shown(String file) {
        return Printable.of(repository.workTree().toPath().resolve(file).toString());
    }

    private static boolean isLink(DiffEntry entry) {
        return FileMode.SYMLINK.equals(entry.getNewMode());
    }

    private static String onDisk(FileDiff.Type change) {
        return switch (change) {
            case ADDED, COPIED -> "create";
            case MODIFIED -> "edit";
            case DELETED -> "delete";
            case RENAMED -> "move";
        };
    }

    /// A diff with everything in it made visible but its line ends and tabs.
    static String printable(String diff) {
        return BETWEEN_LINE_ENDS_AND_TABS
                .matcher(diff)
                .replaceAll(part -> Matcher.quoteReplacement(Printable.of(part.group())));
    }
}
