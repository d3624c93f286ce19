package dev.fusionhost.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.jspecify.annotations.Nullable;

/// Some of the files that differ.
///
/// @param total of the files that differ, on all pages
/// @param truncated there are more files, or not all of their text is shown
/// @param next the offset of the next page of files; null on the last one
record DiffPage(List<FileDiff> files, int total, boolean truncated, @Nullable Integer next) {
    static DiffPage of(List<DiffEntry> entries, Diffs diffs, int offset, int limit)
            throws IOException {
        int end = (int) Math.min(entries.size(), (long) offset + limit);
        var files = new ArrayList<FileDiff>();
        for (var entry : entries.subList(Math.min(offset, end), end)) files.add(diffs.of(entry));
        boolean more = end < entries.size();
        return new DiffPage(
                files,
                entries.size(),
                more || files.stream().anyMatch(FileDiff::truncated),
                more ? end : null);
    }
}
