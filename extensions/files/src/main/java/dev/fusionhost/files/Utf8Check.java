package dev.fusionhost.files;

/// Whether bytes that come in pieces are well-formed UTF-8 (RFC 3629, section 4).
final class Utf8Check {
    private boolean valid = true;
    private int missing;
    private int lowest;
    private int highest;

    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length && valid; i++) {
            if (missing == 0) i = pastAscii(bytes, i, length);
            if (i < length) accept(bytes[i] & 0xff);
        }
    }

    private static int pastAscii(byte[] bytes, int from, int length) {
        int i = from;
        while (i < length && bytes[i] >= 0) i++;
        return i;
    }

    private void accept(int b) {
        if (missing > 0) {
            valid = b >= lowest && b <= highest;
            missing--;
            lowest = 0x80;
            highest = 0xbf;
            return;
        }
        lowest = 0x80;
        highest = 0xbf;
        if (b >= 0xc2 && b <= 0xdf) missing = 1;
        else if (b >= 0xe0 && b <= 0xef) missing = 2;
        else if (b >= 0xf0 && b <= 0xf4) missing = 3;
        else valid = false;
        // No longer forms than needed, no surrogates, nothing past U+10FFFF.
        if (b == 0xe0) lowest = 0xa0;
        if (b == 0xed) highest = 0x9f;
        if (b == 0xf0) lowest = 0x90;
        if (b == 0xf4) highest = 0x8f;
    }

    /// Whether what came so far is well-formed, but for a character that may still go on.
    boolean valid() {
        return valid;
    }

    boolean complete() {
        return valid && missing == 0;
    }
}
