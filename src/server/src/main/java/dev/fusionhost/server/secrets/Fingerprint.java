package dev.fusionhost.server.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is kept of a secret: its SHA-256. Enough for the server's own tokens and keys, which are
/// 256 random bits and can't be guessed from it.
public record Fingerprint(String hex) {
    public static Fingerprint of(String secret) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new Fingerprint(HexFormat.of().formatHex(sha256.digest(secret.getBytes(UTF_8))));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Takes the same time whether or not it does.
    public boolean fits(String secret) {
        return MessageDigest.isEqual(hex.getBytes(UTF_8), of(secret).hex.getBytes(UTF_8));
    }
}
