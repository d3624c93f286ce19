package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/// Searches one file after the other, with one buffer for all of them.
final class FileSearch {
    /// As git does: a NUL this early makes a file binary.
    private static final int BINARY_PROBE = 8_000;

    /// UTF-16 is made into UTF-8 as a whole, and a text this long in it is hardly one.
    private static final int MOST_UTF16 = 8 << 20;

    private final TextPattern pattern;
    private final LineBuffer buffer;
    private int at;
    private long line;

    FileSearch(TextPattern pattern, int context) {
        this.pattern = pattern;
        this.buffer = new LineBuffer(context);
    }

    /// Takes what was found, and says whether to go on.
    interface Sink {
        boolean accept(Hit hit);

        /// Asked from time to time; may throw.
        ///
        /// @return whether to go on
        boolean goOn();
    }

    /// A line that matches.
    ///
    /// @param column of the first match, from 1 on
    record Hit(long line, int column, String text, List<String> before, List<String> after) {
        /// The number of characters that a result shows of it.
        int length() {
            int length = text.length();
            for (var one : before) length += one.length();
            for (var one : after) length += one.length();
            return length;
        }
    }

    /// Searches a file from its begin on.
    ///
    /// @return false for a binary file, which isn't searched, or not further than to where it shows
    boolean search(SeekableByteChannel channel, Sink sink) throws IOException {
        buffer.start(channel);
        var named = Encoding.named(buffer.bytes(), buffer.filled());
        if (named != null && named.isUtf16()) return searchUtf16(channel, named, sink);
        if (looksBinary()) return false;
        return searchAll(channel, named == null ? 0 : named.bom(), sink);
    }

    private boolean looksBinary() {
        int probed = Math.min(buffer.filled(), BINARY_PROBE);
        for (int i = 0; i < probed; i++) if (buffer.bytes()[i] == 0) return true;
        return false;
    }

    private boolean searchUtf16(SeekableByteChannel channel, Encoding encoding, Sink sink)
            throws IOException {
        if (channel.size() > MOST_UTF16) return false;
        var whole = ByteBuffer.allocate((int) channel.size());
        channel.position(0);
        while (whole.hasRemaining() && channel.read(whole) >= 0) {}
        int bom = Math.min(encoding.bom(), whole.position());
        var text = encoding.decode(whole.array(), bom, whole.position() & ~1);
        var utf8 = Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8)));
        buffer.start(utf8);
        return searchAll(utf8, 0, sink);
    }

    private boolean searchAll(ReadableByteChannel channel, int begin, Sink sink)
            throws IOException {
        at = begin;
        line = 1;
        while (searchUpTo(buffer.endOfComplete(at), sink) && !buffer.atEnd() && sink.goOn()) {
            // A log that begins as text and goes on as a hole of many gigabytes, for one.
            if (at == buffer.filled() && buffer.holdsNul()) return false;
            at = buffer.slide(channel, at);
        }
        return true;
    }

    /// Goes on until there is no match before the limit.
    ///
    /// @return false if nobody wants more
    private boolean searchUpTo(int limit, Sink sink) {
        while (at < limit) {
            int candidate = pattern.candidate(buffer.bytes(), at, limit);
            if (candidate < 0) {
                // Nobody asks for the number of a line after the last match.
                if (!buffer.atEnd()) line += buffer.lineFeeds(at, limit);
                at = limit;
                return true;
            }
            int begin = buffer.lineBegin(candidate, at);
            int end = buffer.lineEnd(candidate, limit);
            line += buffer.lineFeeds(at, begin);
            if (!searchLine(begin, end, sink)) return false;
            at = Math.min(end + 1, limit);
            if (end < limit) line++;
        }
        return true;
    }

    private boolean searchLine(int begin, int end, Sink sink) {
        var text = buffer.text(begin, end);
        int found = pattern.find(text, sink::goOn);
        if (found < 0) return true;
        return sink.accept(
                new Hit(
                        line,
                        found + 1,
                        Excerpt.around(text, found),
                        buffer.before(begin),
                        buffer.after(end)));
    }
}
