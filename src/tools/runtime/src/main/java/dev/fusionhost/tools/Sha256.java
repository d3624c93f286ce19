package dev.fusionhost.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, in hex.
public final class Sha256 {
    private Sha256() {}

    public static String of(byte[] content) {
        return hex(begin(), content);
    }

    /// From where the channel stands to its end.
    public static String of(ReadableByteChannel channel) throws IOException {
        var sha256 = begin();
        var buffer = ByteBuffer.allocate(64 << 10);
        while (channel.read(buffer) >= 0) {
            sha256.update(buffer.flip());
            buffer.clear();
        }
        return hex(sha256);
    }

    /// For what comes in pieces.
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    public static String hex(MessageDigest sha256, byte... last) {
        return HexFormat.of().formatHex(sha256.digest(last));
    }
}
