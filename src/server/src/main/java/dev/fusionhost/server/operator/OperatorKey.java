package dev.fusionhost.server.operator;

import dev.fusionhost.server.BadSettingException;
import dev.fusionhost.server.ServerConfig;
import dev.fusionhost.server.secrets.BearerToken;
import dev.fusionhost.server.secrets.Fingerprint;
import dev.fusionhost.server.secrets.KeptSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one key to the operator interface: the configured one, or one that the server made at its
/// first start and showed once. Behind a proxy, because the gate is built before there is a
/// configuration to read.
@ApplicationScoped
public class OperatorKey {
    private static final String NAME = "operator-key-sha256";
    private static final int SHORTEST = 16;
    private static final Pattern SENDABLE = Pattern.compile("[!-~][ -~]{0,398}[!-~]");

    private final ServerConfig config;
    private final KeptSecrets kept;
    private final SecureRandom random;
    private volatile @Nullable Fingerprint fingerprint;

    OperatorKey(ServerConfig config, KeptSecrets kept, SecureRandom random) {
        this.config = config;
        this.kept = kept;
        this.random = random;
    }

    public void prepare() {
        fingerprint = config.operatorKey().map(OperatorKey::chosen).orElseGet(this::own);
    }

    boolean opens(@Nullable String authorization) {
        var ready = fingerprint;
        return ready != null && BearerToken.in(authorization).filter(ready::fits).isPresent();
    }

    private static Fingerprint chosen(String key) {
        if (key.length() < SHORTEST) {
            throw new BadSettingException(
                    "fusion.server.operator-key must have " + SHORTEST + " letters or more.");
        }
        // Anything else would never be recognised in a header.
        if (!SENDABLE.matcher(key).matches()) {
            throw new BadSettingException(
                    "fusion.server.operator-key must be of plain ASCII letters, without a space at"
                            + " its ends, and no longer than 400.");
        }
        return Fingerprint.of(key);
    }

    private Fingerprint own() {
        return kept.find(NAME).map(Fingerprint::new).orElseGet(this::make);
    }

    private Fingerprint make() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var key = "fso_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var made = Fingerprint.of(key);
        // Another server on the same database was faster, and has shown its own.
        if (!kept.keep(NAME, made.hex())) return own();
        // To the operator's eyes, and not by the log, which others may keep and read.
        System.out.println("Operator key (shown once, keep it): " + key);
        return made;
    }
}
