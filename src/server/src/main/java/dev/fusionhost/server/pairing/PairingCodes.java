package dev.fusionhost.server.pairing;

import dev.fusionhost.server.database.Database;
import dev.fusionhost.server.secrets.ServerSecret;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The codes that were minted. The database holds a keyed hash of each, because 40 bits could be
/// guessed from a plain one.
@Singleton
public class PairingCodes {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /// Long enough to say `expired_code` and `used_code` instead of `unknown_code`, and for a
    /// repeated attempt to get its answer.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Database database;
    private final ServerSecret secret;
    private final SecureRandom random;
    private final Clock clock;

    PairingCodes(Database database, ServerSecret secret, SecureRandom random, Clock clock) {
        this.database = database;
        this.secret = secret;
        this.random = random;
        this.clock = clock;
    }

    public Minted mint() {
        // Whole seconds: a person reads it.
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        database.update("delete from pairing_code where expires_at < ?", now.minus(REMEMBERED));
        var code = PairingCode.random(random);
        database.update(
                "insert into pairing_code (code_hash, expires_at) values (?, ?)",
                hash(code),
                now.plus(LIFETIME));
        return new Minted(code.shown(), now.plus(LIFETIME));
    }

    /// Looks a code up, and holds everybody else off it until the transaction ends.
    Optional<Entry> take(PairingCode code) {
        return database.first(
                """
                select code_hash, expires_at, device_id from pairing_code
                where code_hash = ? for update""",
                Entry::read,
                hash(code));
    }

    void use(Entry entry, String deviceId) {
        database.update(
                "update pairing_code set device_id = ? where code_hash = ?",
                deviceId,
                entry.hash());
    }

    private String hash(PairingCode code) {
        return secret.sign("pairing-code", code.letters());
    }

    /// A fresh code, in the clear for the only time.
    public record Minted(String code, Instant expiresAt) {}

    /// @param deviceId the device that has used it
    record Entry(String hash, Instant expiresAt, @Nullable String deviceId) {
        private static Entry read(ResultSet row) throws SQLException {
            return new Entry(
                    row.getString("code_hash"),
                    Objects.requireNonNull(Database.instant(row, "expires_at")),
                    row.getString("device_id"));
        }
    }
}
