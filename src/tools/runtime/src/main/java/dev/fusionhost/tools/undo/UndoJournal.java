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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The changes of the last 30 days, in a folder that is the owner's alone and that no tool reaches.
/// Several processes may use one folder.
public final class UndoJournal {
    static final String RECORD = ".jsonl";

    private static final Logger LOG = Logger.getLogger(UndoJournal.class);
    private static final String LOCK = ".lock";

    /// What a record is called that can't be read, until its time is up.
    private static final String DAMAGED = ".damaged";

    private static final Duration KEPT_FOR = Duration.ofDays(30);

    /// Of all records and backups together: sixteen of the largest files.
    private static final long MOST_BYTES = 1L << 30;

    /// Records that are begun between two looks at whether something is to go.
    private static final int BETWEEN_LOOKS = 32;

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
        return UndoRecord.begin(this, id, at);
    }

    /// What was changed and kept, the latest first. A record that can't be read is none of them.
    public List<PastChange> past() throws IOException {
        var past = new ArrayList<PastChange>();
        for (var id : ids().reversed()) {
            try {
                read(id).flatMap(RecordFile::past).ifPresent(past::add);
            } catch (DamagedRecordException e) {
                LOG.debug(e.getMessage(), e);
            }
        }
        return past;
    }

    /// One that was kept.
    public Optional<PastChange> find(String id) throws IOException {
        if (!ID.matcher(id).matches()) return Optional.empty();
        return read(id).flatMap(RecordFile::past);
    }

    /// The content of a backup.
    public Path backup(Backup backup) {
        return folder.resolve(backup.file());
    }

    /// The records of processes that died, the latest first. Close each, or forget it. One that
    // can't
    /// be read is told to the owner and left out.
    public List<Unfinished> unfinished() throws IOException {
        var found = new ArrayList<Unfinished>();
        for (var id : ids().reversed()) {
            try {
                unfinished(id).ifPresent(found::add);
            } catch (IOException e) {
                LOG.warnf(e, "The undo record %s can't be read; it is tried again later.", id);
            }
        }
        return found;
    }

    private Optional<Unfinished> unfinished(String id) throws IOException {
        if (isKept(id)) return Optional.empty();
        var held = hold(id);
        if (held.isEmpty()) return Optional.empty();
        var hold = held.get();
        boolean handedOn = false;
        try {
            // Once more: it may have come to its end meanwhile.
            var record = read(id);
            handedOn = record.filter(one -> one.kept() == null).isPresent();
            if (handedOn) return record.map(one -> new Unfinished(this, id, one.steps(), hold));
            if (record.isEmpty()) delete(id);
            hold.over();
        } catch (DamagedRecordException e) {
            LOG.warnf(e, "The undo record %s is set aside; what it has changed stays.", id);
            Files.move(folder.resolve(id + RECORD), folder.resolve(id + DAMAGED));
            hold.over();
        } finally {
            if (!handedOn) hold.close();
        }
        return Optional.empty();
    }

    private boolean isKept(String id) throws IOException {
        try {
            return read(id).filter(one -> one.kept() != null).isPresent();
        } catch (DamagedRecordException _) {
            return false;
        }
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

    Optional<Hold> hold(String id) throws IOException {
        return Hold.take(folder.resolve(id + LOCK), ownerOnly("rw-------"));
    }

    /// Removes a record that is held, with its backups.
    void forget(String id, Hold hold) throws IOException {
        try (hold) {
            delete(id);
        }
    }

    // The record after the backups, for which nobody would look without it; and its lock last, so
    // that nobody else gets to hold it before.
    private void delete(String id) throws IOException {
        try (var files = Files.newDirectoryStream(folder, id + ".*")) {
            for (var file : files) {
                var name = file.toString();
                if (!name.endsWith(RECORD) && !name.endsWith(LOCK)) Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(id + RECORD));
        Files.deleteIfExists(folder.resolve(id + LOCK));
    }

    /// Makes the names in a folder durable, where the system can.
    static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var open = FileChannel.open(folder, READ)) {
                open.force(true);
            }
        }
    }

    private Optional<RecordFile> read(String id) throws IOException {
        try {
            return RecordFile.read(folder.resolve(id + RECORD));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// The latest last.
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
        for (var one : sizes.descendingMap().entrySet()) {
            var id = one.getKey();
            bytes += one.getValue();
            if (bytes <= mostBytes && id.compareTo(oldest) > 0) continue;
            // What hasn't ended is still needed; what has no record is left over.
            boolean leftOver =
                    id.compareTo(oldest) <= 0 && !Files.exists(folder.resolve(id + RECORD));
            if (leftOver || isKept(id)) delete(id);
        }
    }

    /// How much each record and its backups take, by the record's id.
    private NavigableMap<String, Long> sizes() throws IOException {
        var sizes = new TreeMap<String, Long>();
        try (var files = Files.newDirectoryStream(folder, "*.*")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var id = name.substring(0, name.indexOf('.'));
                if (!ID.matcher(id).matches()) continue;
                sizes.merge(id, file.toFile().length(), Long::sum);
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
