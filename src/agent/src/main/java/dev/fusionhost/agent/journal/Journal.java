package dev.fusionhost.agent.journal;

import static java.util.Objects.requireNonNull;

import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.home.OwnerOnly;
import dev.fusionhost.protocol.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps what became of calls where a crash can't reach it. Entries that come while another is
/// flushed go out together with the next flush.
///
/// It never keeps the host from starting: a journal that can't be read or written refuses entries,
/// and says why.
public final class Journal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Journal.class);

    /// As many as are remembered of each kind of entry that nobody waits for.
    private static final int MOST_OWED = 2 * Limits.MAX_KEPT_RESULTS;

    /// Below this nobody minds what is dead in it.
    private static final long SMALL = 4L * 1024 * 1024;

    private final InstantSource clock;
    private final Path path;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();

    /// What nobody waits for and a failed disk didn't take, oldest first: it goes out with the next
    /// that is written.
    private final Deque<Pending> owed = new ArrayDeque<>();

    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean flushing = new AtomicBoolean();

    private LivingEntries alive = new LivingEntries();
    private @Nullable CallLog log;
    private boolean healthy = true;

    /// A flush has failed: all that is alive has to be written again.
    private boolean doubtful;

    private @Nullable String refusal;

    private Journal(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    /// Where the journal of the calls of a server is: one each, since what one has called is no
    /// business of another.
    ///
    /// @param home the host's state folder
    public static Path file(Path home, Origin server) {
        return home.resolve("journal").resolve("calls-%s.log".formatted(server.fileName()));
    }

    /// Opens a journal, and makes it where it is missing; only one process may.
    ///
    /// @param file in a folder that is the journals' own
    /// @param clock the wall clock, to tell how old an entry is
    public static Journal open(Path file, InstantSource clock) {
        var journal = new Journal(file, clock);
        journal.read();
        return journal;
    }

    /// All that is known of earlier calls, one entry a call, oldest first.
    public List<Entry> remembered() {
        turn.lock();
        try {
            var entries = new ArrayList<Entry>();
            if (log != null)
                for (var place : alive.all())
                    entries.add(Entry.of(log.entry(place.offset(), place.length())));
            return entries;
        } catch (IOException failed) {
            refuse("%s can't be read (%s)".formatted(path, failed.getMessage()));
            return List.of();
        } finally {
            turn.unlock();
        }
    }

    /// Returns once it is sure that the next process knows of this call.
    public void begun(String callId, String tool) throws JournalException {
        keep(new Entry.Begun(callId, clock.instant(), tool));
    }

    /// Returns once it is sure that the next process knows this result.
    ///
    /// @param result the frame, as text
    public void answered(String callId, String result) throws JournalException {
        keep(new Entry.Answered(callId, clock.instant(), result));
    }

    /// The result isn't needed any more. Doesn't wait: the worst that a crash can do is that it is
    /// sent once more.
    public void over(String callId) {
        waiting.add(new Pending(new Entry.Over(callId, clock.instant()), false));
    }

    /// The call must not run if it comes. Doesn't wait, but sees to it at once.
    public void cancelled(String callId) {
        waiting.add(new Pending(new Entry.Cancelled(callId, clock.instant()), false));
        if (flushing.compareAndSet(false, true)) Thread.startVirtualThread(this::flush);
    }

    /// Returns once it is sure that the next process knows all that was said so far, or can't.
    public void flush() {
        flushing.set(false);
        turn.lock();
        try {
            while (!waiting.isEmpty()) commit();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            while (refusal == null && !(waiting.isEmpty() && owed.isEmpty())) {
                commit();
                if (!healthy) break;
            }
            abandon();
        } finally {
            refusal = "the journal is closed";
            turn.unlock();
        }
    }

    private void read() {
        try {
            OwnerOnly.folder(requireNonNull(path.getParent()));
            open();
        } catch (IOException failed) {
            abandon();
            // Later it may be readable, but nobody knows what it holds until it has been read.
            refuse(
                    "%s can't be opened (%s); mend that and start again"
                            .formatted(path, failed.getMessage()));
        }
    }

    private void keep(Entry entry) throws JournalException {
        var mine = new Pending(entry, true);
        waiting.add(mine);
        turn.lock();
        try {
            // Whoever has the turn writes for all who wait.
            while (!mine.done) commit();
        } finally {
            turn.unlock();
        }
        if (mine.failure != null) throw mine.failure;
    }

    private void commit() {
        var batch = batch();
        @Nullable JournalException failure = new JournalException("the journal has a defect", null);
        try {
            failure = refusal == null ? written(batch) : new JournalException(refusal, null);
        } finally {
            // Whatever happens: who waits for an entry that is neither done nor queued waits for
            // ever.
            for (var each : batch) {
                each.failure = failure;
                each.done = true;
            }
        }
    }

    /// Writes what waits, as one frame.
    ///
    /// @return why it isn't written; null where it is
    private @Nullable JournalException written(List<Pending> batch) {
        try {
            write(batch);
            if (!healthy) LOG.infof("%s can be written again.", path);
            healthy = true;
            return null;
        } catch (IOException failed) {
            var why = "%s can't be written (%s)".formatted(path, failed.getMessage());
            if (healthy) LOG.errorf("%s: what would change anything is refused.", why);
            healthy = false;
            abandon();
            batch.forEach(this::owe);
            return new JournalException(why, failed);
        }
    }

    private void owe(Pending entry) {
        if (entry.awaited) return;
        owed.add(entry);
        if (owed.size() > MOST_OWED) owed.remove();
    }

    private List<Pending> batch() {
        var batch = new ArrayList<Pending>();
        // First those that somebody may wait for.
        var room = Frame.FULL - take(waiting, Frame.FULL, batch);
        take(owed, room, batch);
        return batch;
    }

    /// @return how many bytes were taken
    private static int take(Queue<Pending> from, int room, List<Pending> batch) {
        var length = 0;
        while (length < room && from.peek() != null) {
            var next = from.remove();
            batch.add(next);
            length += next.bytes.length;
        }
        return length;
    }

    private void write(List<Pending> batch) throws IOException {
        if (log == null) open();
        if (refusal != null) throw new IOException(refusal);
        if (doubtful || isMostlyDead()) rewrite();
        var places = requireNonNull(log).append(batch.stream().map(each -> each.bytes).toList());
        for (int i = 0; i < places.size(); i++)
            alive.add(batch.get(i).entry, places.get(i), batch.get(i).bytes.length);
    }

    /// Opens the file and reads it anew: after a failure that is the only thing to believe.
    private void open() throws IOException {
        alive = new LivingEntries();
        var opened = CallLog.open(path);
        log = opened;
        var scan = opened.scan(found -> alive.add(found.entry(), found.offset(), found.length()));
        if (scan.damage() == null) return;
        refuse(
                "%s is damaged at byte %d; move it away and start again, and look at what the last calls have done"
                        .formatted(path, scan.damage()));
    }

    private void abandon() {
        var broken = log;
        if (broken == null) return;
        doubtful |= broken.doubtful();
        log = null;
        try {
            broken.close();
        } catch (IOException _) {
            LOG.debugf("%s was not closed", path);
        }
    }

    private boolean isMostlyDead() {
        var size = requireNonNull(log).size();
        if (size < SMALL) return false;
        return size / 2 > alive.length();
    }

    /// Puts a file in place that holds what is alive and nothing else.
    private void rewrite() throws IOException {
        var fresh = path.resolveSibling(path.getFileName() + ".fresh");
        Files.deleteIfExists(fresh);
        var moved = new LivingEntries();
        alive.forget(clock.instant());
        long end;
        try (var from = CallLog.open(path);
                var to = CallLog.open(fresh)) {
            for (var place : alive.all()) {
                var entry = from.entry(place.offset(), place.length());
                moved.add(place.movedTo(to.write(List.of(entry)).getFirst()));
            }
            to.flush();
            end = to.size();
        }
        // Windows doesn't move a file over one that is open.
        requireNonNull(log).close();
        OwnerOnly.move(fresh, path);
        log = CallLog.open(path).endingAt(end);
        alive = moved;
        doubtful = false;
    }

    private void refuse(String why) {
        refusal = why;
        LOG.errorf("%s. Until then what would change anything is refused.", why);
    }

    /// An entry on its way to the disk; written and read by whoever has the turn.
    private static final class Pending {
        final Entry entry;
        final byte[] bytes;

        /// Whether somebody waits to hear what became of it.
        final boolean awaited;

        boolean done;
        @Nullable JournalException failure;

        Pending(Entry entry, boolean awaited) {
            this.entry = entry;
            this.awaited = awaited;
            bytes = entry.bytes();
        }
    }
}
