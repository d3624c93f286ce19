package dev.fusionhost.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A piece of a file as text: whole lines, but where one alone is too long.
///
/// @param cut something of what was wanted is left out
record TextSlice(String text, boolean cut) {
    /// As much of the wanted bytes as may be, from their begin.
    static TextSlice head(
            SeekableByteChannel channel, long begin, long end, int maxBytes, Encoding encoding)
            throws IOException {
        boolean cut = end - begin > maxBytes;
        var bytes = read(channel, begin, (int) Math.min(end - begin, maxBytes));
        if (!cut) return new TextSlice(encoding.decode(bytes, 0, bytes.length), false);
        var text = encoding.decode(bytes, 0, encoding.whole(bytes, bytes.length));
        int lastEnd = text.lastIndexOf('\n');
        return new TextSlice(lastEnd < 0 ? text : text.substring(0, lastEnd + 1), true);
    }

    /// As much of the wanted bytes as may be, up to their end.
    static TextSlice tail(
            SeekableByteChannel channel, long begin, long end, int maxBytes, Encoding encoding)
            throws IOException {
        boolean cut = end - begin > maxBytes;
        int length = (int) Math.min(end - begin, maxBytes);
        // From an even byte on, or UTF-16 would be read out of step.
        if (encoding.isUtf16()) length &= ~1;
        var bytes = read(channel, end - length, length);
        int from = end - length == 0 ? Math.min(encoding.bom(), length) : 0;
        if (cut) from = encoding.next(bytes, from);
        var text = encoding.decode(bytes, from, bytes.length);
        int firstEnd = text.indexOf('\n');
        boolean partial = cut && firstEnd >= 0 && firstEnd < text.length() - 1;
        return new TextSlice(partial ? text.substring(firstEnd + 1) : text, cut);
    }

    /// The last lines of it.
    TextSlice last(int lines) {
        int from = text.endsWith("\n") ? text.length() - 1 : text.length();
        for (int i = 0; i < lines && from >= 0; i++) from = text.lastIndexOf('\n', from - 1);
        return from < 0 ? this : new TextSlice(text.substring(from + 1), false);
    }

    long lines() {
        long ends = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends++;
        return text.isEmpty() || text.endsWith("\n") ? ends : ends + 1;
    }

    private static byte[] read(SeekableByteChannel channel, long begin, int length)
            throws IOException {
        var buffer = ByteBuffer.allocate(length);
        channel.position(begin);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        // Shorter, where the file was cut meanwhile.
        var bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
