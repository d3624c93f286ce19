package dev.fusionhost.git;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.jgit.diff.DiffEntry;
import org.jspecify.annotations.Nullable;

/// How one file differs between two states.
///
/// @param path relative to the work tree
/// @param oldPath what it was renamed or copied from
/// @param added lines, likewise removed; null where there are no lines to count
/// @param binary it is not text, or it is larger than 1 MiB
/// @param diff unified; null for a binary file, and where there was no room for it
/// @param truncated a part of the diff is left out
record FileDiff(
        String path,
        @Nullable String oldPath,
        Type change,
        @Nullable Integer added,
        @Nullable Integer removed,
        boolean binary,
        @Nullable String diff,
        boolean truncated) {
    enum Type {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("modified")
        MODIFIED,
        @JsonProperty("deleted")
        DELETED,
        @JsonProperty("renamed")
        RENAMED,
        @JsonProperty("copied")
        COPIED;

        static Type of(DiffEntry entry) {
            return switch (entry.getChangeType()) {
                case ADD -> ADDED;
                case MODIFY -> MODIFIED;
                case DELETE -> DELETED;
                case RENAME -> RENAMED;
                case COPY -> COPIED;
            };
        }
    }

    /// The path that a file has, or had before it was deleted.
    static String path(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE
                ? entry.getOldPath()
                : entry.getNewPath();
    }
}
