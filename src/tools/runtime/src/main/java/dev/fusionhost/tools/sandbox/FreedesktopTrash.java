package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// The trash of Linux desktops (freedesktop.org, Trash specification 1.0): one in the home folder
/// and one at the top of each other file system.
record FreedesktopTrash(Path home) implements Trash {
    @Override
    public Bin binFor(Path folder) throws IOException {
        var device = Device.of(folder);
        if (Device.of(existing(home)).equals(device)) return made(home);
        var top = Device.top(folder);
        var uid = uid();
        // The common one is to be sticky, so that nobody can take it away, and no link.
        var common = top.resolve(".Trash");
        if (Files.isDirectory(common, NOFOLLOW_LINKS) && sticky(common)) {
            return made(common.resolve(uid));
        }
        return made(top.resolve(".Trash-" + uid));
    }

    @Override
    public Bin bin(Path folder) {
        return new Folders(folder, folder.equals(home) ? Path.of("/") : topOf(folder));
    }

    private Bin made(Path folder) throws IOException {
        var ours =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (folder.equals(home)) Files.createDirectories(folder.getParent());
        for (var one : List.of(folder, folder.resolve("files"), folder.resolve("info"))) {
            try {
                Files.createDirectory(one, ours);
            } catch (FileAlreadyExistsException e) {
                boolean usable = one.equals(home) ? Files.isDirectory(one) : isFolder(one);
                if (!usable) throw e;
            }
        }
        return bin(folder);
    }

    private static Path existing(Path path) {
        var parent = path.getParent();
        return parent == null || Files.exists(path) ? path : existing(parent);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, NOFOLLOW_LINKS);
    }

    /// `top/.Trash/uid` or `top/.Trash-uid`.
    private static Path topOf(Path folder) {
        var above = Objects.requireNonNull(folder.getParent());
        var top = above.endsWith(".Trash") ? above.getParent() : above;
        return Objects.requireNonNull(top);
    }

    private static boolean sticky(Path folder) throws IOException {
        return ((int) Files.getAttribute(folder, "unix:mode", NOFOLLOW_LINKS) & 01000) != 0;
    }

    /// Of this process, not of the home folder's owner: the two differ under `sudo`.
    private String uid() throws IOException {
        var self = Path.of("/proc/self");
        var known = Files.exists(self) ? self : Path.of(System.getProperty("user.home"));
        return Files.getAttribute(known, "unix:uid").toString();
    }

    /// @param top what the paths in the notes are relative to; the whole system for the home trash
    private record Folders(Path folder, Path top) implements Bin {
        private static final String UNRESERVED = "-_.~/";

        /// Four bytes a character, and `.trashinfo` has to fit behind it.
        private static final int LONGEST = 60;

        @Override
        public Path files() {
            return folder.resolve("files");
        }

        @Override
        public String freeName(String name) {
            var begin = name.substring(0, Math.min(name.length(), LONGEST));
            var free = begin;
            for (int n = 2; isTaken(free); n++) free = begin + "." + n;
            return free;
        }

        private boolean isTaken(String name) {
            return Files.exists(files().resolve(name), NOFOLLOW_LINKS)
                    || Files.exists(note(name), NOFOLLOW_LINKS);
        }

        @Override
        public void note(String name, Path from, long size, Instant when) throws IOException {
            var path = top.equals(Path.of("/")) ? from : top.relativize(from);
            var date =
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                            when.truncatedTo(ChronoUnit.SECONDS)
                                    .atZone(ZoneId.systemDefault())
                                    .toLocalDateTime());
            var text = "[Trash Info]\nPath=%s\nDeletionDate=%s\n".formatted(encoded(path), date);
            Files.writeString(note(name), text, CREATE_NEW, WRITE);
        }

        @Override
        public void forget(String name) throws IOException {
            Files.deleteIfExists(note(name));
        }

        private Path note(String name) {
            return folder.resolve("info").resolve(name + ".trashinfo");
        }

        /// As in a URL (RFC 2396, section 2), byte by byte.
        private static String encoded(Path path) {
            var text = new StringBuilder();
            for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
                int c = b & 0xff;
                boolean plain = c < 0x80 && Character.isLetterOrDigit(c);
                if (plain || UNRESERVED.indexOf(c) >= 0) text.append((char) c);
                else text.append("%%%02X".formatted(c));
            }
            return text.toString();
        }
    }
}
