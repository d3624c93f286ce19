package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;

/// Finds an ASCII text in bytes (Boyer-Moore-Horspool: looks at the last byte first, and skips by
/// it).
final class Needle {
    private final byte[] text;
    private final byte[] fold = new byte[256];
    private final int[] skip = new int[256];

    Needle(String text, boolean ignoreCase) {
        for (int i = 0; i < fold.length; i++) {
            fold[i] = (byte) (ignoreCase && i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
        var folded = ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
        this.text = folded.getBytes(US_ASCII);
        int last = this.text.length - 1;
        Arrays.fill(skip, this.text.length);
        for (int i = 0; i < 256; i++) {
            for (int j = 0; j < last; j++) if (this.text[j] == fold[i]) skip[i] = last - j;
        }
    }

    /// The first index at which the text begins and before `to` ends; -1 if there is none.
    int indexIn(byte[] bytes, int from, int to) {
        int last = text.length - 1;
        for (int i = from + last; i < to; i += skip[bytes[i] & 0xff]) {
            if (endsAt(bytes, i)) return i - last;
        }
        return -1;
    }

    private boolean endsAt(byte[] bytes, int end) {
        for (int j = text.length - 1, i = end; j >= 0; j--, i--) {
            if (fold[bytes[i] & 0xff] != text[j]) return false;
        }
        return true;
    }
}
