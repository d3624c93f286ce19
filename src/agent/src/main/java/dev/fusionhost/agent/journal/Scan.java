package dev.fusionhost.agent.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One reading of a log from its beginning to its end.
///
/// @param end where the last whole frame ends; the next one belongs there
/// @param damage where something is that no crash can have left; null where nothing is
record Scan(long end, @Nullable Long damage) {
    /// An entry and its place.
    record Found(Entry entry, long offset, int length) {}

    /// @param entries takes all that can be read, in order
    static Scan of(RandomAccessFile file, Consumer<Found> entries) throws IOException {
        var size = file.length();
        Long damage = null;
        long end = 0;
        for (long at = 0; at < size; ) {
            var payload = frame(file, at, size);
            if (payload != null && read(payload, at + Frame.HEAD, entries)) {
                at += Frame.HEAD + payload.length;
                end = at;
                continue;
            }
            var next = nextFrame(file, at + 1, size);
            if (next < 0 && unfinished(file, at, size)) break;
            if (damage == null) damage = at;
            if (next < 0) break;
            at = next;
        }
        return new Scan(end, damage);
    }

    /// The payload of the frame at a place; null where there is no whole one.
    private static byte @Nullable [] frame(RandomAccessFile file, long at, long size)
            throws IOException {
        if (size - at < Frame.HEAD) return null;
        var head = ByteBuffer.wrap(bytes(file, at, Frame.HEAD));
        var length = head.getInt(4);
        if (head.getInt(0) != Frame.MARK || length <= 0 || length > Frame.LONGEST) return null;
        if (size - at - Frame.HEAD < length) return null;
        var payload = bytes(file, at + Frame.HEAD, length);
        return Frame.checksum(payload, 0, length) == head.getInt(8) ? payload : null;
    }

    private static boolean read(byte[] payload, long offset, Consumer<Found> entries) {
        var found = new ArrayList<Found>();
        var in = ByteBuffer.wrap(payload);
        try {
            while (in.hasRemaining()) {
                var length = in.getInt();
                if (length < 0 || length > in.remaining()) return false;
                var place = offset + in.position();
                var entry = new byte[length];
                in.get(entry);
                found.add(new Found(Entry.of(entry), place, length));
            }
        } catch (IOException | BufferUnderflowException _) {
            return false;
        }
        found.forEach(entries);
        return true;
    }

    /// Where the next whole frame begins; -1 where there is none.
    private static long nextFrame(RandomAccessFile file, long from, long size) throws IOException {
        var step = 64 * 1024;
        for (long at = from; at < size; at += step) {
            // Three bytes more, for a mark that lies across the end of a step.
            var bytes = bytes(file, at, (int) Math.min(step + 3L, size - at));
            for (int i = 0; i + 4 <= bytes.length; i++)
                if (ByteBuffer.wrap(bytes).getInt(i) == Frame.MARK
                        && frame(file, at + i, size) != null) return at + i;
        }
        return -1;
    }

    /// Whether a crash can have left this: the beginning of one frame, or the zeros of a file that
    /// had grown before its bytes were written.
    private static boolean unfinished(RandomAccessFile file, long at, long size)
            throws IOException {
        if (size - at > Frame.HEAD + Frame.LONGEST) return false;
        var mark = ByteBuffer.allocate(4).putInt(Frame.MARK).array();
        var head = bytes(file, at, (int) Math.min(4, size - at));
        if (Arrays.equals(head, Arrays.copyOf(mark, head.length))) return true;
        var rest = bytes(file, at, (int) (size - at));
        for (var each : rest) if (each != 0) return false;
        return true;
    }

    private static byte[] bytes(RandomAccessFile file, long at, int length) throws IOException {
        var bytes = new byte[length];
        file.seek(at);
        file.readFully(bytes);
        return bytes;
    }
}
