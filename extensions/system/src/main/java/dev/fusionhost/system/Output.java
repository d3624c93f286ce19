package dev.fusionhost.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a command prints: all of it counted and hashed, and its end kept.
final class Output {
    private final MessageDigest digest = sha256();
    private final byte[] end;
    private long bytes;

    /// @param limit bytes of the end that are kept
    Output(int limit) {
        end = new byte[limit];
    }

    /// Takes all there is, until whoever prints has closed the other side.
    void take(InputStream printed) {
        var buffer = new byte[64 << 10];
        try {
            for (int count; (count = printed.read(buffer)) >= 0; ) take(buffer, count);
        } catch (IOException _) {
            // Closed on this side, since nobody waits any longer.
        }
    }

    private synchronized void take(byte[] buffer, int count) {
        digest.update(buffer, 0, count);
        int from = Math.max(0, count - end.length);
        for (int i = from; i < count; ) {
            int at = (int) ((bytes + i) % end.length);
            int length = Math.min(count - i, end.length - at);
            System.arraycopy(buffer, i, end, at, length);
            i += length;
        }
        bytes += count;
    }

    /// What was printed so far.
    ///
    /// @param text its end; what isn't UTF-8 reads as U+FFFD
    /// @param sha256 of all of it
    record Printed(String text, long bytes, boolean truncated, String sha256) {}

    synchronized Printed printed() {
        int length = (int) Math.min(bytes, end.length);
        var kept = new byte[length];
        for (int i = 0; i < length; i++) kept[i] = end[(int) ((bytes - length + i) % end.length)];
        boolean truncated = bytes > length;
        int begin = truncated ? firstCharacter(kept) : 0;
        return new Printed(
                new String(kept, begin, length - begin, UTF_8),
                bytes,
                truncated,
                HexFormat.of().formatHex(copy(digest).digest()));
    }

    private static int firstCharacter(byte[] text) {
        int at = 0;
        while (at < Math.min(3, text.length) && (text[at] & 0xc0) == 0x80) at++;
        return at;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
