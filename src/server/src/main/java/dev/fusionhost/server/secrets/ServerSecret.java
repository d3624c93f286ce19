package dev.fusionhost.server.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A key that never leaves the server, and signs what the server must be able to make again instead
/// of keeping it in the clear.
@Singleton
public class ServerSecret {
    private static final String NAME = "server-key";

    private final KeptSecrets kept;
    private final SecureRandom random;
    private volatile @Nullable SecretKeySpec key;

    ServerSecret(KeptSecrets kept, SecureRandom random) {
        this.kept = kept;
        this.random = random;
    }

    /// Reads the key, or makes it at the very first start. Not left to the first use, because that
    /// may stand in a transaction that is rolled back.
    public void prepare() {
        if (kept.find(NAME).isEmpty()) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            kept.keep(NAME, HexFormat.of().formatHex(bytes));
        }
        var hex = kept.find(NAME).orElseThrow();
        key = new SecretKeySpec(HexFormat.of().parseHex(hex), "HmacSHA256");
    }

    /// The same parts give the same 43 letters, and nobody else can make them. No part may hold a
    /// line feed, which keeps the parts apart.
    public String sign(String... parts) {
        var ready = key;
        if (ready == null) throw new IllegalStateException("the server has not started");
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(ready);
            var signature = mac.doFinal(String.join("\n", parts).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
