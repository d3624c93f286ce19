package dev.fusionhost.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One pass over a file, with a buffer of constant size: which encoding, which line ends, how many
/// lines, which hash, and where the wanted lines are.
///
/// A file is UTF-8 if all of it is well-formed, else windows-1252 or ISO-8859-1; a byte order mark
/// decides before that. A NUL makes it binary, and any other control character that texts don't
/// have does so too where the rest isn't UTF-8.
final class TextSurvey {
    private static final int BUFFER = 64 << 10;

    private final byte[] buffer = new byte[BUFFER];
    private final LineWindow window;
    private final @Nullable MessageDigest digest;
    private final Utf8Check utf8 = new Utf8Check();
    private final LineEnds ends = new LineEnds();
    private @Nullable Encoding named;
    private boolean nul;
    private boolean controls;
    private boolean windows;
    private boolean unassigned;
    private long length;
    private boolean whole;
    private boolean lineBegins = true;

    private TextSurvey(LineWindow window, @Nullable MessageDigest digest) {
        this.window = window;
        this.digest = digest;
    }

    /// One that takes the hash as well, which is most of the work.
    static TextSurvey hashing(LineWindow window) {
        return new TextSurvey(window, sha256());
    }

    static TextSurvey withoutHash(LineWindow window) {
        return new TextSurvey(window, null);
    }

    /// Reads the next piece.
    ///
    /// @return false at the end of the file
    boolean more(ReadableByteChannel channel) throws IOException {
        int count = fill(channel);
        if (length == 0) named = Encoding.named(buffer, count);
        if (digest != null) digest.update(buffer, 0, count);
        if (named != null && named.isUtf16()) surveyUtf16(named, count);
        else surveyBytes(count);
        length += count;
        whole = count < BUFFER;
        return !whole;
    }

    private int fill(ReadableByteChannel channel) throws IOException {
        var room = ByteBuffer.wrap(buffer);
        while (room.hasRemaining() && channel.read(room) >= 0) {}
        return room.position();
    }

    private void surveyBytes(int count) {
        utf8.accept(buffer, count);
        for (int i = bomIn(count); i < count; i++) {
            int b = buffer[i] & 0xff;
            beginLine(i);
            lineBegins = ends.accept(b);
            if (b < 0x20) surveyControl(b);
            else if (b < 0x80) i = lastPlain(i, count);
            else if (b < 0xa0) surveyWindows(b);
        }
    }

    /// Where a run of ASCII without control characters ends, of which one has told everything.
    private int lastPlain(int first, int count) {
        var bytes = buffer;
        int last = first;
        while (last + 1 < count && bytes[last + 1] >= 0x20) last++;
        return last;
    }

    private void surveyUtf16(Encoding encoding, int count) {
        int high = encoding == Encoding.UTF_16BE ? 0 : 1;
        for (int i = bomIn(count); i + 1 < count; i += 2) {
            beginLine(i);
            int unit = (buffer[i + high] & 0xff) << 8 | (buffer[i + 1 - high] & 0xff);
            lineBegins = ends.accept(unit);
        }
    }

    private int bomIn(int count) {
        return length == 0 && named != null ? Math.min(named.bom(), count) : 0;
    }

    private void beginLine(int index) {
        if (lineBegins) window.lineAt(length + index);
    }

    private void surveyControl(int b) {
        switch (b) {
            case '\t', '\n', '\r', '\f', '\b', 0x1b -> {}
            case 0 -> nul = true;
            default -> controls = true;
        }
    }

    private void surveyWindows(int b) {
        switch (b) {
            case 0x81, 0x8d, 0x8f, 0x90, 0x9d -> unassigned = true;
            default -> windows = true;
        }
    }

    boolean binary() {
        return nul || (controls && !isUtf8());
    }

    private boolean isUtf8() {
        return named != null || (whole ? utf8.complete() : utf8.valid());
    }

    /// By what was read so far.
    Encoding encoding() {
        if (named != null) return named;
        if (isUtf8()) return Encoding.UTF_8;
        return windows && !unassigned ? Encoding.WINDOWS_1252 : Encoding.LATIN_1;
    }

    /// `lf`, `crlf`, `cr`, `mixed` or `none`, by what was read so far.
    String eol() {
        return ends.kind();
    }

    /// The number of bytes that were read.
    long length() {
        return length;
    }

    /// The number of lines in the whole file, null if not all of it was read.
    @Nullable Long lines() {
        return whole ? ends.lines() : null;
    }

    /// Of the whole file, null if not all of it was read, or without a hash. To be asked for once.
    @Nullable String sha256Hex() {
        return whole && digest != null ? HexFormat.of().formatHex(digest.digest()) : null;
    }

    /// Whether the wanted lines have all been found.
    boolean complete() {
        return window.complete();
    }

    long begin() {
        return window.begin(length);
    }

    long end() {
        return window.end(length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
