package dev.fusionhost.tools.undo;

import dev.fusionhost.tools.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of a call at work. It is held until it is kept, forgotten or its process dies, so
/// that nobody takes back what is still being done.
public final class UndoRecord implements Keeping, Closeable {
    private final RecordFolder folder;
    private final String id;
    private final InstantSource clock;
    private final Hold hold;
    private final FileChannel channel;
    private final List<Step> steps = new ArrayList<>();
    private int backups;

    /// The record's own, or a backup's, which have to reach the disk with the step that needs them.
    private boolean newNames = true;

    private UndoRecord(
            RecordFolder folder, String id, InstantSource clock, Hold hold, FileChannel channel) {
        this.folder = folder;
        this.id = id;
        this.clock = clock;
        this.hold = hold;
        this.channel = channel;
    }

    static UndoRecord begin(RecordFolder folder, String id, InstantSource clock)
            throws IOException {
        var hold = folder.hold(id).orElseThrow(() -> new IOException(id + " is held already"));
        boolean begun = false;
        try {
            var record = new UndoRecord(folder, id, clock, hold, folder.createRecord(id));
            try {
                record.write(new Line.Begun(id, clock.instant()));
                begun = true;
            } finally {
                if (!begun) record.channel.close();
            }
            return record;
        } finally {
            if (!begun) folder.forget(id, hold);
        }
    }

    public String id() {
        return id;
    }

    /// Those so far.
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    @Override
    public Backup keep(SeekableByteChannel content, @Nullable String mode, Instant modified)
            throws IOException {
        var name = "%s.%d".formatted(id, backups++);
        newNames = true;
        try (var copy = folder.create(name)) {
            var sha256 = Sha256.begin();
            var buffer = ByteBuffer.allocate(64 << 10);
            while (content.read(buffer) >= 0) {
                sha256.update(buffer.flip().asReadOnlyBuffer());
                while (buffer.hasRemaining()) copy.write(buffer);
                buffer.clear();
            }
            copy.force(true);
            return new Backup(name, Sha256.hex(sha256), copy.size(), mode, modified);
        }
    }

    @Override
    public String intend(Step step) throws IOException {
        write(step);
        channel.force(false);
        if (newNames) folder.sync();
        newNames = false;
        steps.add(step);
        return PastChange.temporaryName(id, steps.size() - 1);
    }

    @Override
    public void notMade() throws IOException {
        write(new Line.NotMade());
        channel.force(false);
        steps.removeLast();
    }

    /// What was done stays.
    ///
    /// @param undoes the change that was taken back by it, null for a change of its own
    public void kept(String summary, @Nullable String undoes) throws IOException {
        write(new Line.Kept(clock.instant(), summary, undoes));
        channel.force(false);
        try (this) {
            hold.over();
        }
    }

    /// Everything was taken back: the record goes, with its backups.
    public void forget() throws IOException {
        channel.close();
        folder.forget(id, hold);
    }

    /// Lets the record go as it is. One that isn't kept is taken back at the next start.
    @Override
    public void close() throws IOException {
        try (hold) {
            channel.close();
        }
    }

    private void write(Line line) throws IOException {
        var bytes = ByteBuffer.wrap(RecordFile.bytes(line));
        while (bytes.hasRemaining()) channel.write(bytes);
    }
}
