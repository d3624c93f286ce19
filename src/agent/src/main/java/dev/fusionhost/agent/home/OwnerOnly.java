package dev.fusionhost.agent.home;

import static java.util.Objects.requireNonNull;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files and folders that nobody but their owner can read.
///
/// Where the file system has no POSIX permissions (Windows) what is below the user's profile is the
/// owner's by inheritance, and only the other checks are made.
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));

    private OwnerOnly() {}

    /// Why a file can't be trusted to be the owner's alone, as the end of a sentence; null where it
    /// can.
    ///
    /// @throws java.nio.file.NoSuchFileException where there is none
    public static @Nullable String fault(Path file) throws IOException {
        var basic =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (basic.isSymbolicLink()) return "is a link";
        if (!basic.isRegularFile()) return "is not a regular file";
        if (!POSIX) return null;
        var posix =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!posix.owner().getName().equals(us())) return "belongs to another user";
        if (posix.permissions().stream().anyMatch(OTHERS::contains))
            return "can be read by others (chmod 600 it, if nobody could have copied it)";
        return null;
    }

    /// Our own name. Not only `user.name`: that is `?` for a user without an entry, as in a
    /// container.
    private static String us() {
        try {
            return Files.getOwner(Path.of("/proc/self")).getName();
        } catch (IOException _) {
            return System.getProperty("user.name");
        }
    }

    /// Makes a folder, and those above it that are missing, for the owner alone; mends one that is
    /// open.
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
        if (POSIX && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /// Makes an empty file for the owner alone where there is none.
    public static void file(Path file) throws IOException {
        try {
            Files.createFile(file, mode("rw-------"));
        } catch (FileAlreadyExistsException _) {
            return;
        }
        flush(requireNonNull(file.getParent()));
    }

    /// Puts a file in place whole: written beside it, flushed to disk, then moved over it.
    public static void replace(Path file, byte[] content) throws IOException {
        var folder = requireNonNull(file.getParent());
        var fresh = Files.createTempFile(folder, ".fresh-", ".tmp", mode("rw-------"));
        try {
            // Not a channel: one closes when its thread is interrupted, as a host's is that is
            // stopped, and a token that was just given would be lost.
            try (var out = new FileOutputStream(fresh.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Moves a file, whose content is on the disk already, over another in its folder.
    public static void move(Path fresh, Path file) throws IOException {
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flush(requireNonNull(file.getParent()));
    }

    /// The name of a file is durable only once its folder is.
    private static void flush(Path folder) throws IOException {
        if (!POSIX) return;
        // A folder can be flushed by a channel alone.
        var interrupted = false;
        try {
            while (!flushed(folder)) interrupted |= Thread.interrupted();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static boolean flushed(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException _) {
            return false;
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        if (!POSIX) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
