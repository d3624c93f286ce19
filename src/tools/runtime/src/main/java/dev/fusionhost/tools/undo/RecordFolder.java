package dev.fusionhost.tools.undo;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The journal's files, by the ids of the records that they belong to: the record itself, its
/// backups, and its lock while somebody has hold of it.
record RecordFolder(Path path) {
    private static final String RECORD = ".jsonl";
    private static final String LOCK = ".lock";

    /// What a record is called that can't be read, until its time is up.
    private static final String DAMAGED = ".damaged";

    private static final Pattern ID = Pattern.compile("\\d{8}-\\d{9}-[0-9a-f]{8}");

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    void prepare() throws IOException {
        if (Files.isDirectory(path, NOFOLLOW_LINKS)) return;
        Files.createDirectories(path, ownerOnly("rwx------"));
    }

    FileChannel createRecord(String id) throws IOException {
        return create(id + RECORD);
    }

    FileChannel create(String name) throws IOException {
        return FileChannel.open(
                path.resolve(name), Set.of(CREATE_NEW, WRITE), ownerOnly("rw-------"));
    }

    /// Empty where there is none, or not even its first line.
    Optional<RecordFile> read(String id) throws IOException {
        try {
            return RecordFile.read(path.resolve(id + RECORD));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    boolean isThere(String id) {
        return Files.exists(path.resolve(id + RECORD));
    }

    /// Of the records, the latest last.
    List<String> ids() throws IOException {
        if (!Files.isDirectory(path)) return List.of();
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(RECORD))
                    .map(name -> name.substring(0, name.length() - RECORD.length()))
                    .filter(RecordFolder::isId)
                    .sorted()
                    .toList();
        }
    }

    /// How much everything takes, by the ids, also of what is left without its record.
    NavigableMap<String, Long> sizes() throws IOException {
        var sizes = new TreeMap<String, Long>();
        try (var files = Files.newDirectoryStream(path, "*.*")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var id = name.substring(0, name.indexOf('.'));
                if (isId(id)) sizes.merge(id, file.toFile().length(), Long::sum);
            }
        }
        return sizes;
    }

    Optional<Hold> hold(String id) throws IOException {
        return Hold.take(path.resolve(id + LOCK), ownerOnly("rw-------"));
    }

    void setAside(String id) throws IOException {
        Files.move(path.resolve(id + RECORD), path.resolve(id + DAMAGED));
    }

    /// Removes a record that is held, with its backups.
    void forget(String id, Hold hold) throws IOException {
        try (hold) {
            delete(id);
        }
    }

    // The record after the backups, for which nobody would look without it; and its lock last, so
    // that nobody else gets to hold it before.
    void delete(String id) throws IOException {
        try (var files = Files.newDirectoryStream(path, id + ".*")) {
            for (var file : files) {
                var name = file.toString();
                if (!name.endsWith(RECORD) && !name.endsWith(LOCK)) Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path.resolve(id + RECORD));
        Files.deleteIfExists(path.resolve(id + LOCK));
    }

    /// Makes the names in it durable, where the system can.
    void sync() throws IOException {
        if (!hasModes()) return;
        try (var open = FileChannel.open(path, READ)) {
            open.force(true);
        }
    }

    private FileAttribute<?>[] ownerOnly(String mode) {
        return hasModes()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }

    private boolean hasModes() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
