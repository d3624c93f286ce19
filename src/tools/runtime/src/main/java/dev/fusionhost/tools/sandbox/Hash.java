package dev.fusionhost.tools.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, in hex.
final class Hash {
    private Hash() {}

    static String of(byte[] content) {
        return HexFormat.of().formatHex(begin().digest(content));
    }

    /// From where the channel stands to its end.
    static String of(ReadableByteChannel channel) throws IOException {
        var sha256 = begin();
        var buffer = ByteBuffer.allocate(64 << 10);
        while (channel.read(buffer) >= 0) {
            sha256.update(buffer.flip());
            buffer.clear();
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
