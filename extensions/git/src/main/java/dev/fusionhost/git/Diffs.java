package dev.fusionhost.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.patch.FileHeader.PatchType;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.RawParseUtils;

/// Compares two states of a repository, with bounds on everything: files over 1 MiB count as
/// binary, and the text of all diffs together has a limit.
final class Diffs implements AutoCloseable {
    /// Larger files are hardly source, and comparing takes more than linear time.
    private static final int MOST_COMPARED = 1 << 20;

    /// Added times removed files that are looked at for renames; the same as git's.
    private static final int MOST_RENAMES = 1_000;

    private final Cut text;
    private final Watch watch;
    private final DiffFormatter formatter;
    private int room;

    /// @param context lines around a change
    /// @param room bytes of text in all
    Diffs(OpenRepository repository, int context, int room) {
        this.room = room;
        text = new Cut();
        watch = new Watch(repository.context());
        formatter = new DiffFormatter(text);
        formatter.setRepository(repository.jgit());
        formatter.setContext(context);
        formatter.setQuotePaths(true);
        formatter.setBinaryFileThreshold(MOST_COMPARED);
        formatter.setDetectRenames(true);
        formatter.getRenameDetector().setRenameLimit(MOST_RENAMES);
        formatter.getRenameDetector().setBigFileThreshold(MOST_COMPARED);
        formatter.setProgressMonitor(watch);
        // The usual fallback takes quadratic time, which a repository can be made for.
        var histogram = new HistogramDiff();
        histogram.setFallbackAlgorithm(null);
        formatter.setDiffAlgorithm(histogram);
    }

    /// Pairs of a file that was removed and one that was added stay what they are.
    Diffs withoutRenames() {
        formatter.setDetectRenames(false);
        return this;
    }

    /// The files that differ, in the order of their paths.
    List<DiffEntry> between(
            AbstractTreeIterator before, AbstractTreeIterator after, TreeFilter filter)
            throws IOException {
        formatter.setPathFilter(AndTreeFilter.create(watch.filter(), filter));
        return formatter.scan(before, after);
    }

    /// What differs in one of them.
    FileDiff of(DiffEntry entry) throws IOException {
        watch.check();
        var header = formatter.toFileHeader(entry);
        boolean binary = header.getPatchType() != PatchType.UNIFIED;
        text.begin(room);
        if (!binary && room > 0) formatter.format(entry);
        formatter.flush();
        room -= text.size();
        var edits = header.toEditList();
        return new FileDiff(
                FileDiff.path(entry),
                entry.getChangeType() == DiffEntry.ChangeType.RENAME
                                || entry.getChangeType() == DiffEntry.ChangeType.COPY
                        ? entry.getOldPath()
                        : null,
                FileDiff.Type.of(entry),
                binary ? null : edits.stream().mapToInt(Edit::getLengthB).sum(),
                binary ? null : edits.stream().mapToInt(Edit::getLengthA).sum(),
                binary,
                text.size() == 0 ? null : RawParseUtils.decode(text.lines()),
                text.cut() || (!binary && text.size() == 0));
    }

    @Override
    public void close() {
        formatter.close();
    }
}
