package dev.fusionhost.files;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How the bytes of a text stand for characters.
enum Encoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8, 0),
    UTF_8_BOM("UTF-8 with BOM", StandardCharsets.UTF_8, 3),
    UTF_16LE("UTF-16LE", StandardCharsets.UTF_16LE, 2),
    UTF_16BE("UTF-16BE", StandardCharsets.UTF_16BE, 2),
    LATIN_1("ISO-8859-1", StandardCharsets.ISO_8859_1, 0),
    /// Decoded by a table of our own: executables carry only the charsets that every JDK must have.
    WINDOWS_1252("windows-1252", StandardCharsets.ISO_8859_1, 0);

    /// What windows-1252 has where ISO-8859-1 has controls (0x80 to 0x9f); five are not assigned.
    private static final String IN_WINDOWS =
            "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private final String label;
    private final Charset charset;
    private final int bom;

    Encoding(String label, Charset charset, int bom) {
        this.label = label;
        this.charset = charset;
        this.bom = bom;
    }

    String label() {
        return label;
    }

    /// How many bytes at the begin say which encoding it is.
    int bom() {
        return bom;
    }

    private boolean isUtf8() {
        return this == UTF_8 || this == UTF_8_BOM;
    }

    boolean isUtf16() {
        return this == UTF_16LE || this == UTF_16BE;
    }

    /// The encoding that the first bytes of a file name, if they do.
    static @Nullable Encoding named(byte[] head, int length) {
        if (length >= 3 && at(head, 0, 0xef) && at(head, 1, 0xbb) && at(head, 2, 0xbf)) {
            return UTF_8_BOM;
        }
        if (length >= 2 && at(head, 0, 0xff) && at(head, 1, 0xfe)) return UTF_16LE;
        if (length >= 2 && at(head, 0, 0xfe) && at(head, 1, 0xff)) return UTF_16BE;
        return null;
    }

    private static boolean at(byte[] bytes, int index, int value) {
        return (bytes[index] & 0xff) == value;
    }

    String decode(byte[] bytes, int from, int to) {
        var text = new String(bytes, from, to - from, charset);
        return this == WINDOWS_1252 ? fromWindows(text) : text;
    }

    private static String fromWindows(String text) {
        var decoded = text.toCharArray();
        for (int i = 0; i < decoded.length; i++) {
            char c = decoded[i];
            if (c >= 0x80 && c < 0xa0) decoded[i] = IN_WINDOWS.charAt(c - 0x80);
        }
        return new String(decoded);
    }

    /// The greatest length up to `length` at which no character is cut in two.
    int whole(byte[] bytes, int length) {
        if (isUtf16()) return length & ~1;
        if (!isUtf8()) return length;
        int start = length;
        while (start > 0 && length - start < 4 && (bytes[start - 1] & 0xc0) == 0x80) start--;
        if (start == 0) return length;
        int lead = bytes[start - 1] & 0xff;
        int wanted = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        return length - start + 1 >= wanted ? length : start - 1;
    }

    /// The first index from `from` on at which a character begins.
    int next(byte[] bytes, int from) {
        if (!isUtf8()) return from;
        int at = from;
        while (at < bytes.length && at - from < 3 && (bytes[at] & 0xc0) == 0x80) at++;
        return at;
    }

    /// The bytes that stand for a text, without a byte order mark; null where some of it can't be
    /// written so.
    byte @Nullable [] encode(String text) {
        try {
            var encoder = charset.newEncoder();
            var bytes =
                    encoder.encode(CharBuffer.wrap(this == WINDOWS_1252 ? toWindows(text) : text));
            return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.limit());
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static String toWindows(String text) {
        var encoded = text.toCharArray();
        for (int i = 0; i < encoded.length; i++) {
            char c = encoded[i];
            int at = IN_WINDOWS.indexOf(c);
            if (at >= 0) encoded[i] = (char) (0x80 + at);
            // What has another place there must not come to stand for it.
            else if (c >= 0x80 && c < 0xa0) encoded[i] = '\uffff';
        }
        return new String(encoded);
    }
}
