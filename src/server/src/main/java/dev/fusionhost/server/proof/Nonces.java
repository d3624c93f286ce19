package dev.fusionhost.server.proof;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces for proofs (RFC 9449, section 8). Each carries its time and is signed by a key of this
/// process, so none has to be kept, and none outlives a restart, as the memory of used proofs
/// doesn't.
@Singleton
class Nonces {
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int SIGNATURE_BYTES = 16;

    /// Eight bytes of time and the signature, as Base64.
    private static final int LETTERS = (Long.BYTES + SIGNATURE_BYTES) * 4 / 3;

    private final Clock clock;
    private final SecretKeySpec key;

    Nonces(Clock clock, SecureRandom random) {
        this.clock = clock;
        var bytes = new byte[32];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    String fresh() {
        var time = time(clock.millis());
        var nonce = ByteBuffer.allocate(Long.BYTES + SIGNATURE_BYTES);
        nonce.put(time).put(signature(time));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    /// Until when a nonce is good; empty where it isn't, or isn't ours.
    Optional<Instant> until(String nonce) {
        if (nonce.length() != LETTERS) return Optional.empty();
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        var time = Arrays.copyOf(bytes, Long.BYTES);
        var signature = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(time))) return Optional.empty();
        var until = Instant.ofEpochMilli(ByteBuffer.wrap(time).getLong()).plus(LIFETIME);
        return clock.instant().isBefore(until) ? Optional.of(until) : Optional.empty();
    }

    private static byte[] time(long millis) {
        return ByteBuffer.allocate(Long.BYTES).putLong(millis).array();
    }

    private byte[] signature(byte[] time) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(time), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
