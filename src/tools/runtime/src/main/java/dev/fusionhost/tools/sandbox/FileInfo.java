package dev.fusionhost.tools.sandbox;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a look at a place showed. A link is shown itself, never what it leads to.
///
/// @param size in bytes; of a file only does it say much
/// @param created where the file system keeps it; its last change otherwise
/// @param mode as `rwxr-x---`, null where the system has none
/// @param linkTarget the text of a link as it is, null for anything else
/// @param key tells two files apart whatever their names; null on systems that have none
public record FileInfo(
        FileType type,
        long size,
        Instant modified,
        Instant created,
        @Nullable String mode,
        @Nullable String linkTarget,
        @Nullable Object key) {
    static FileInfo of(BasicFileAttributes attributes, @Nullable String linkTarget) {
        return new FileInfo(
                FileType.of(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                attributes.creationTime().toInstant(),
                attributes instanceof PosixFileAttributes posix
                        ? PosixFilePermissions.toString(posix.permissions())
                        : null,
                linkTarget,
                attributes.fileKey());
    }

    public boolean isFile() {
        return type == FileType.FILE;
    }

    public boolean isFolder() {
        return type == FileType.FOLDER;
    }

    public boolean isLink() {
        return type == FileType.LINK;
    }

    /// A form that can be compared: it differs once the file has been changed or replaced.
    String state() {
        return "%s:%d:%s:%s:%s".formatted(type, size, modified, mode, key);
    }

    /// Differs once a file or a link has got another content; one that was restored has the same. A
    /// folder stays the same folder whatever is put in it.
    String print() {
        return isFolder()
                ? "%s:%s".formatted(type, key == null ? created : key)
                : "%s:%d:%s:%s".formatted(type, size, modified, mode);
    }

    /// Whether both are the same file, by what the system can tell.
    static boolean same(BasicFileAttributes a, BasicFileAttributes b) {
        if (FileType.of(a) != FileType.of(b)) return false;
        if (a.fileKey() != null || b.fileKey() != null) {
            return Objects.equals(a.fileKey(), b.fileKey());
        }
        return a.creationTime().equals(b.creationTime());
    }
}
