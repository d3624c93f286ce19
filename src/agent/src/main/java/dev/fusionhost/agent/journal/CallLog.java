package dev.fusionhost.agent.journal;

import dev.fusionhost.agent.home.OwnerOnly;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// An open file of frames. Not a channel: a channel closes when a thread that uses it is
/// interrupted, and calls are.
final class CallLog implements Closeable {
    private final RandomAccessFile file;
    private long end;
    private boolean doubtful;

    private CallLog(RandomAccessFile file) {
        this.file = file;
    }

    /// Opens a log, and makes it where it is missing. It has to be scanned before anything else.
    static CallLog open(Path path) throws IOException {
        OwnerOnly.file(path);
        var fault = OwnerOnly.fault(path);
        if (fault != null) throw new IOException(path + " " + fault);
        return new CallLog(new RandomAccessFile(path.toFile(), "rw"));
    }

    /// Reads it to its end, which is where frames go from then on.
    Scan scan(Consumer<Scan.Found> entries) throws IOException {
        var scan = Scan.of(file, entries);
        end = scan.end();
        return scan;
    }

    /// Takes somebody's word for where it ends.
    CallLog endingAt(long end) {
        this.end = end;
        return this;
    }

    long size() {
        return end;
    }

    /// Adds entries as one frame that is on the disk when this returns, or not there at all.
    ///
    /// @return where each of them is
    List<Long> append(List<byte[]> entries) throws IOException {
        var before = end;
        try {
            var places = write(entries);
            flush();
            return places;
        } catch (IOException failed) {
            end = before;
            cut(failed);
            throw failed;
        }
    }

    /// Adds entries as one frame, without waiting for the disk.
    ///
    /// @return where each of them is
    List<Long> write(List<byte[]> entries) throws IOException {
        var frame = Frame.of(entries);
        file.setLength(end);
        file.seek(end);
        file.write(frame);
        var places = new ArrayList<Long>(entries.size());
        var place = end + Frame.HEAD;
        for (var entry : entries) {
            places.add(place + 4);
            place += 4 + entry.length;
        }
        end += frame.length;
        return places;
    }

    void flush() throws IOException {
        doubtful = true;
        file.getFD().sync();
        doubtful = false;
    }

    /// Whether a flush has failed: then the disk may not have what the file seems to hold.
    boolean doubtful() {
        return doubtful;
    }

    private void cut(IOException failed) {
        try {
            file.setLength(end);
        } catch (IOException stays) {
            failed.addSuppressed(stays);
        }
    }

    byte[] entry(long offset, int length) throws IOException {
        var bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
