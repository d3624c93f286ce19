package dev.fusionhost.tools.undo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The changes of the last 30 days, in a folder that is the owner's alone and that no tool reaches.
/// Several processes may use one folder.
public final class UndoJournal {
    private static final Logger LOG = Logger.getLogger(UndoJournal.class);
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    /// Of all records and backups together: sixteen of the largest files.
    private static final long MOST_BYTES = 1L << 30;

    /// Records that are begun between two looks at whether something is to go.
    private static final int BETWEEN_LOOKS = 32;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);

    private final RecordFolder folder;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final long mostBytes;
    private int begun;

    /// @param folder made when it is first needed
    public UndoJournal(Path folder, InstantSource clock) {
        this(folder, clock, MOST_BYTES);
    }

    UndoJournal(Path folder, InstantSource clock, long mostBytes) {
        this.folder = new RecordFolder(folder);
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /// Begins the record of a call that is about to change something.
    public UndoRecord begin() throws IOException {
        folder.prepare();
        if (nextIsDue()) prune();
        var id = "%s-%08x".formatted(TIME.format(clock.instant()), random.nextInt());
        return UndoRecord.begin(folder, id, clock);
    }

    /// What was changed and kept, the latest first. A record that can't be read is none of them.
    public List<PastChange> past() throws IOException {
        var past = new ArrayList<PastChange>();
        for (var id : folder.ids().reversed()) {
            try {
                folder.read(id).flatMap(RecordFile::past).ifPresent(past::add);
            } catch (DamagedRecordException e) {
                LOG.debug(e.getMessage(), e);
            }
        }
        return past;
    }

    /// One that was kept.
    public Optional<PastChange> find(String id) throws IOException {
        if (!RecordFolder.isId(id)) return Optional.empty();
        return folder.read(id).flatMap(RecordFile::past);
    }

    /// The content of a backup.
    public Path backup(Backup backup) {
        return folder.path().resolve(backup.file());
    }

    /// The records of processes that died, the latest first. Close each, or forget it. One that
    /// can't be read is told to the owner and left out.
    public List<Unfinished> unfinished() throws IOException {
        var found = new ArrayList<Unfinished>();
        for (var id : folder.ids().reversed()) {
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
        var held = folder.hold(id);
        if (held.isEmpty()) return Optional.empty();
        var hold = held.get();
        boolean handedOn = false;
        try {
            // Once more: it may have come to its end meanwhile.
            var record = folder.read(id);
            handedOn = record.filter(one -> one.kept() == null).isPresent();
            if (handedOn) return record.map(one -> new Unfinished(folder, id, one.steps(), hold));
            if (record.isEmpty()) folder.delete(id);
            hold.over();
        } catch (DamagedRecordException e) {
            LOG.warnf(e, "The undo record %s is set aside; what it has changed stays.", id);
            folder.setAside(id);
            hold.over();
        } finally {
            if (!handedOn) hold.close();
        }
        return Optional.empty();
    }

    private boolean isKept(String id) throws IOException {
        try {
            return folder.read(id).filter(one -> one.kept() != null).isPresent();
        } catch (DamagedRecordException _) {
            return false;
        }
    }

    private synchronized boolean nextIsDue() {
        return begun++ % BETWEEN_LOOKS == 0;
    }

    private void prune() throws IOException {
        var oldest = TIME.format(clock.instant().minus(KEPT_FOR));
        long bytes = 0;
        for (var one : folder.sizes().descendingMap().entrySet()) {
            var id = one.getKey();
            bytes += one.getValue();
            boolean old = id.compareTo(oldest) <= 0;
            if (bytes <= mostBytes && !old) continue;
            // What hasn't ended is still needed; what has no record is left over.
            if (isKept(id) || (old && !folder.isThere(id))) folder.delete(id);
        }
    }
}
