package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Backup;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a file has besides its content. Null is left as it is.
///
/// @param created only some systems can set it
record Dress(
        @Nullable UserPrincipal owner,
        @Nullable GroupPrincipal group,
        @Nullable Set<PosixFilePermission> mode,
        @Nullable FileTime modified,
        @Nullable FileTime created) {
    /// For new content in the place of old: all but the time of its change, by which editors and
    /// builds notice that it was changed.
    static Dress ofReplaced(BasicFileAttributes old) {
        return old instanceof PosixFileAttributes posix
                ? new Dress(
                        posix.owner(), posix.group(), posix.permissions(), null, old.creationTime())
                : new Dress(null, null, null, null, old.creationTime());
    }

    /// For a copy: as `cp -p`, but for the owner.
    static Dress ofCopied(BasicFileAttributes original) {
        return new Dress(
                null,
                null,
                original instanceof PosixFileAttributes posix ? posix.permissions() : null,
                original.lastModifiedTime(),
                null);
    }

    /// For a file as it was before.
    static Dress ofBackup(Backup backup) {
        var mode = backup.mode();
        return new Dress(
                null,
                null,
                mode == null ? null : PosixFilePermissions.fromString(mode),
                FileTime.from(backup.modified()),
                null);
    }

    /// The owner first, since giving a file away can take bits of its mode away; and the mode last,
    /// since it may close the file to us.
    void putOn(PosixFileAttributeView view) throws IOException {
        var now = view.readAttributes();
        try {
            if (group != null && !group.equals(now.group())) view.setGroup(group);
            if (owner != null && !owner.equals(now.owner())) view.setOwner(owner);
        } catch (IOException _) {
            // Only the administrator gives files away: it stays ours, and the plan has said so.
        }
        view.setTimes(modified, null, created);
        if (mode != null) view.setPermissions(mode);
    }

    void putOn(BasicFileAttributeView view) throws IOException {
        view.setTimes(modified, null, created);
    }
}
