package dev.fusionhost.tools.undo;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The changes of the last 30 days, in a folder that is the owner's alone and that no tool reaches.
/// Several processes may use one folder.
public final class UndoJournal {
    static final String RECORD = ".jsonl";

    private static final Duration KEPT_FOR = Duration.ofDays(30);

    /// Of all records and backups together: sixteen of the largest files.
    private static final long MOST_BYTES = 1L << 30;

    /// Records that are begun between two looks at whether something is to go.
    private static final int BETWEEN_LOOKS = 32;

    /// Beyond the end of every record: on Windows a locked range can't be read by others.
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private static final Pattern ID = Pattern.compile("\\d{8}-\\d{9}-[0-9a-f]{8}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final long mostBytes;
    private int begun;

    /// @param folder made when it is first needed
    public UndoJournal(Path folder, InstantSource clock) {
        this(folder, clock, MOST_BYTES);
    }

    UndoJournal(Path folder, InstantSource clock, long mostBytes) {
        this.folder = folder;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /// Begins the record of a call that is about to change something.
    public UndoRecord begin() throws IOException {
        prepare();
        if (nextIsDue()) prune();
        var at = clock.instant();
        var id = "%s-%08x".formatted(TIME.format(at), random.nextInt());
        return new UndoRecord(this, id, at);
    }

    /// What was changed and kept, the latest first.
    public List<PastChange> past() throws IOException {
        var records = new ArrayList<RecordFile>();
        for (var id : ids()) read(id).filter(one -> one.kept() != null).ifPresent(records::add);
        var undone = new HashSet<@Nullable String>();
        for (var one : records) if (one.kept() != null) undone.add(one.kept().undoes());
        return records.stream()
                .sorted(Comparator.comparing(RecordFile::id).reversed())
                .flatMap(one -> past(one, undone).stream())
                .toList();
    }

    /// One that was kept.
    public Optional<PastChange> find(String id) throws IOException {
        if (!ID.matcher(id).matches()) return Optional.empty();
        return past().stream().filter(one -> one.id().equals(id)).findAny();
    }

    /// The content of a backup.
    public Path backup(Backup backup) {
        return folder.resolve(backup.file());
    }

    /// The records of processes that died, the latest first. Close each, or forget it.
    public List<Unfinished> unfinished() throws IOException {
        var found = new ArrayList<Unfinished>();
        for (var id : ids().reversed()) {
            var lock = lockOf(id);
            if (lock == null) continue;
            var record = read(id);
            if (record.isEmpty()) delete(id);
            if (record.isEmpty() || record.get().kept() != null) lock.close();
            else found.add(new Unfinished(this, id, record.get().steps(), lock));
        }
        return found;
    }

    Path folder() {
        return folder;
    }

    Instant now() {
        return clock.instant();
    }

    FileChannel create(String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name), Set.of(CREATE_NEW, WRITE), ownerOnly("rw-------"));
    }

    // The record last: without it nobody would look for its backups.
    void delete(String id) throws IOException {
        try (var files = Files.newDirectoryStream(folder, id + ".*")) {
            for (var file : files) {
                if (!file.toString().endsWith(RECORD)) Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(id + RECORD));
    }

    /// Makes the names in a folder durable, where the system can.
    static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var open = FileChannel.open(folder, READ)) {
                open.force(true);
            }
        }
    }

    /// Null where another process, or another call of this one, holds it.
    static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED, 1, false);
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private @Nullable FileChannel lockOf(String id) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.resolve(id + RECORD), WRITE);
        } catch (NoSuchFileException _) {
            return null;
        }
        boolean held = false;
        try {
            held = lock(channel) != null;
        } finally {
            if (!held) channel.close();
        }
        return held ? channel : null;
    }

    private static Optional<PastChange> past(RecordFile one, Set<@Nullable String> undone) {
        return Optional.ofNullable(one.kept())
                .map(
                        kept ->
                                new PastChange(
                                        one.id(),
                                        one.at(),
                                        one.steps(),
                                        kept.summary(),
                                        kept.undoes(),
                                        undone.contains(one.id())));
    }

    private Optional<RecordFile> read(String id) throws IOException {
        try {
            return RecordFile.read(folder.resolve(id + RECORD));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// By time.
    private List<String> ids() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(RECORD))
                    .map(name -> name.substring(0, name.length() - RECORD.length()))
                    .filter(id -> ID.matcher(id).matches())
                    .sorted()
                    .toList();
        }
    }

    private void prepare() throws IOException {
        if (Files.isDirectory(folder, NOFOLLOW_LINKS)) return;
        Files.createDirectories(folder, ownerOnly("rwx------"));
    }

    private synchronized boolean nextIsDue() {
        return begun++ % BETWEEN_LOOKS == 0;
    }

    private void prune() throws IOException {
        var oldest = TIME.format(clock.instant().minus(KEPT_FOR));
        var sizes = sizes();
        long bytes = 0;
        for (var id : ids().reversed()) {
            bytes += sizes.getOrDefault(id, 0L);
            if (bytes <= mostBytes && id.compareTo(oldest) > 0) continue;
            // What hasn't ended is still needed.
            if (read(id).filter(one -> one.kept() != null).isPresent()) delete(id);
        }
    }

    /// How much each record and its backups take, by the record's id.
    private Map<String, Long> sizes() throws IOException {
        var sizes = new HashMap<String, Long>();
        try (var files = Files.newDirectoryStream(folder, "*.*")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                sizes.merge(
                        name.substring(0, name.indexOf('.')), file.toFile().length(), Long::sum);
            }
        }
        return sizes;
    }

    private FileAttribute<?>[] ownerOnly(String mode) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }
}
