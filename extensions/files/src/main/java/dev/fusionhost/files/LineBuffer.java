package dev.fusionhost.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// A buffer that slides over one file after the other, and keeps as many lines around the place
/// that was reached as somebody wants to see. A line that doesn't fit comes in pieces.
final class LineBuffer {
    private static final int SIZE = 512 << 10;

    private final int around;
    private final byte[] bytes = new byte[SIZE];
    private int filled;
    private boolean atEnd;

    /// @param around how many lines before and after a line are wanted
    LineBuffer(int around) {
        this.around = around;
    }

    byte[] bytes() {
        return bytes;
    }

    /// The number of bytes in the buffer.
    int filled() {
        return filled;
    }

    /// Whether the end of the file is in the buffer.
    boolean atEnd() {
        return atEnd;
    }

    boolean holdsNul() {
        for (int i = 0; i < filled; i++) if (bytes[i] == 0) return true;
        return false;
    }

    /// Begins with another file.
    void start(ReadableByteChannel channel) throws IOException {
        filled = 0;
        fill(channel);
    }

    private void fill(ReadableByteChannel channel) throws IOException {
        var room = ByteBuffer.wrap(bytes, filled, SIZE - filled);
        int read = 0;
        while (room.hasRemaining() && read >= 0) read = channel.read(room);
        filled = room.position();
        atEnd = read < 0;
    }

    /// Drops what is no longer wanted once everything before an index is done, and reads on.
    ///
    /// @return the index of the same byte now
    int slide(ReadableByteChannel channel, int done) throws IOException {
        int keep = done;
        for (int i = 0; i < around && keep > 0; i++) keep = lineBefore(keep);
        if (done - keep > SIZE / 2) keep = done;
        System.arraycopy(bytes, keep, bytes, 0, filled - keep);
        filled -= keep;
        fill(channel);
        return done - keep;
    }

    /// The end of the last line from `begin` on that is there with all the lines after it that are
    /// wanted; where lines are so long that there is none, the end of what is there.
    int endOfComplete(int begin) {
        if (atEnd) return filled;
        int end = filled;
        for (int i = 0; i <= around && end > begin; i++) end = lineBefore(end);
        if (end > begin) return end;
        int lastLine = lineBefore(filled);
        return lastLine > begin ? lastLine : filled;
    }

    /// The begin of the line which the byte at an index belongs to, but not before `lowest`.
    int lineBegin(int index, int lowest) {
        int begin = index;
        while (begin > lowest && bytes[begin - 1] != '\n') begin--;
        return begin;
    }

    /// The index of the next line feed, or `limit`.
    int lineEnd(int index, int limit) {
        int end = index;
        while (end < limit && bytes[end] != '\n') end++;
        return end;
    }

    /// The begin of the line before the one that begins at an index.
    private int lineBefore(int index) {
        return lineBegin(Math.max(index - 1, 0), 0);
    }

    int lineFeeds(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) if (bytes[i] == '\n') count++;
        return count;
    }

    /// The wanted lines before the one that begins at an index.
    List<String> before(int begin) {
        var lines = new ArrayList<String>();
        for (int i = 0, to = begin; i < around && to > 0; i++) {
            int from = lineBefore(to);
            lines.addFirst(Excerpt.of(text(from, to - 1)));
            to = from;
        }
        return lines;
    }

    /// The wanted lines after the one that ends at an index.
    List<String> after(int end) {
        var lines = new ArrayList<String>();
        for (int i = 0, from = end + 1; i < around && from < filled; i++) {
            int to = lineEnd(from, filled);
            lines.add(Excerpt.of(text(from, to)));
            from = to + 1;
        }
        return lines;
    }

    /// UTF-8 where it is, else windows-1252; without the CR at the end of a line.
    String text(int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        var text = Encoding.UTF_8.decode(bytes, from, end);
        return text.indexOf('\ufffd') < 0 ? text : Encoding.WINDOWS_1252.decode(bytes, from, end);
    }
}
