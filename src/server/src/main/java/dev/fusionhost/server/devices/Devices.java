package dev.fusionhost.server.devices;

import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.server.database.Database;
import dev.fusionhost.server.secrets.Fingerprint;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The register of devices. A revoked one stays in it, so that its token is told apart from one
/// that never was.
@Singleton
public class Devices {
    private static final int MAX_NAME = 200;
    private static final int MAX_WORD = 40;
    private static final int MAX_VERSION = 100;

    private final Database database;
    private final Clock clock;
    private final AdvertisedTools advertised = new AdvertisedTools();

    Devices(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds a device that has just enrolled.
    ///
    /// @param jkt the thumbprint of the key that its token is bound to; null where it isn't
    public void add(String id, Fingerprint token, @Nullable String jkt, Enrolment.Request request) {
        var platform = request.platform();
        database.update(
                """
                insert into device (id, name, os, arch, agent_version, token_hash, jkt,
                    enrolled_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                Claim.orNull(request.name(), MAX_NAME),
                platform == null ? null : Claim.orNull(platform.os(), MAX_WORD),
                platform == null ? null : Claim.orNull(platform.arch(), MAX_WORD),
                Claim.orNull(request.agentVersion(), MAX_VERSION),
                token.hex(),
                jkt,
                clock.instant());
    }

    public Optional<Device> find(String id) {
        return database.first(
                "select * from device where id = ? and revoked_at is null", this::device, id);
    }

    public List<Device> all() {
        return database.all(
                "select * from device where revoked_at is null order by enrolled_at, id",
                this::device);
    }

    /// Who this token belongs to, be it revoked or not.
    Optional<Owner> owner(String token) {
        var fingerprint = Fingerprint.of(token);
        // One after the other: with an "or" between them H2 reads the whole table.
        return owner("token_hash", fingerprint, token)
                .or(() -> owner("next_token_hash", fingerprint, token))
                // Another request may have made the next one the present one in between.
                .or(() -> owner("token_hash", fingerprint, token));
    }

    private Optional<Owner> owner(String column, Fingerprint fingerprint, String token) {
        return database.first(
                        """
                        select id, name, %1$s as shown, '%1$s' as place, jkt, revoked_at
                        from device where %1$s = ?"""
                                .formatted(column),
                        Owner::read,
                        fingerprint.hex())
                .filter(owner -> owner.token().fits(token));
    }

    /// Wants a device to change its token. It stays asked until it has used the new one.
    ///
    /// @return false when there is no such device, or none any more
    public boolean askRotation(String id) {
        return database.update(
                        """
                        update device set rotation_asked = true
                        where id = ? and revoked_at is null""",
                        id)
                == 1;
    }

    public boolean isRotationAsked(String id) {
        return database.first(
                        "select rotation_asked from device where id = ?",
                        row -> row.getBoolean("rotation_asked"),
                        id)
                .orElse(false);
    }

    /// The token that a device which is to change it has now; empty where it isn't to.
    Optional<Fingerprint> rotating(String id) {
        return database.first(
                "select token_hash from device where id = ? and rotation_asked",
                row -> new Fingerprint(row.getString("token_hash")),
                id);
    }

    /// Accepts a token beside the present one.
    ///
    /// @return false when that isn't the present one any more
    boolean addNext(String id, Fingerprint present, Fingerprint next) {
        return database.update(
                        """
                        update device set next_token_hash = ?
                        where id = ? and token_hash = ?""",
                        next.hex(),
                        id,
                        present.hex())
                == 1;
    }

    /// The device has used its next token, so it has that for good: the one before is worth nothing
    /// from now on.
    void advance(Owner owner) {
        database.update(
                """
                update device set token_hash = next_token_hash, next_token_hash = null,
                    rotation_asked = false
                where id = ? and next_token_hash = ?""",
                owner.id(),
                owner.token().hex());
    }

    /// Whether a live device has just this token.
    public boolean owns(String id, String token) {
        return owner(token)
                .filter(owner -> owner.id().equals(id) && !owner.isRevoked())
                .isPresent();
    }

    /// Notes what a device says of itself.
    ///
    /// @return false when it has been revoked since it was let in
    public boolean arrived(Hello hello) {
        var agent = hello.agent();
        return database.update(
                        """
                        update device set last_seen = ?, tools = ?, name = coalesce(?, name),
                            os = coalesce(?, os), arch = coalesce(?, arch),
                            agent_version = coalesce(?, agent_version)
                        where id = ? and revoked_at is null""",
                        clock.instant(),
                        advertised.text(hello.tools()),
                        Claim.orNull(hello.name(), MAX_NAME),
                        agent == null ? null : Claim.orNull(agent.os(), MAX_WORD),
                        agent == null ? null : Claim.orNull(agent.arch(), MAX_WORD),
                        agent == null ? null : Claim.orNull(agent.version(), MAX_VERSION),
                        hello.deviceId())
                == 1;
    }

    public void left(String id) {
        database.update("update device set last_seen = ? where id = ?", clock.instant(), id);
    }

    /// Takes a device's identity back.
    ///
    /// @return false when there is no such device, or none any more
    public boolean revoke(String id) {
        return database.update(
                        "update device set revoked_at = ? where id = ? and revoked_at is null",
                        clock.instant(),
                        id)
                == 1;
    }

    private Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getString("id"),
                row.getString("name"),
                row.getString("os"),
                row.getString("arch"),
                row.getString("agent_version"),
                Objects.requireNonNull(Database.instant(row, "enrolled_at")),
                Database.instant(row, "last_seen"),
                row.getBoolean("rotation_asked"),
                advertised.tools(row.getString("tools")));
    }

    /// The bearer of a token.
    ///
    /// @param isNext whether it is the one that is to follow the device's present token
    /// @param jkt the thumbprint of the key that the token is bound to; null where it isn't
    record Owner(
            String id,
            String name,
            Fingerprint token,
            boolean isNext,
            @Nullable String jkt,
            boolean isRevoked) {
        private static Owner read(ResultSet row) throws SQLException {
            return new Owner(
                    row.getString("id"),
                    row.getString("name"),
                    new Fingerprint(row.getString("shown")),
                    "next_token_hash".equals(row.getString("place")),
                    row.getString("jkt"),
                    row.getObject("revoked_at") != null);
        }
    }
}
