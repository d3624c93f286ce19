package dev.fusionhost.server.pairing;

import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.server.devices.Devices;
import dev.fusionhost.server.secrets.Fingerprint;
import dev.fusionhost.server.secrets.ServerSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Exchanges a code for an identity, once.
///
/// The token is signed from the code, the device and the attempt's nonce. So the same attempt gets
/// the same token again when its answer was lost, and only the token's fingerprint is kept.
@ApplicationScoped
class Pairing {
    private final PairingCodes codes;
    private final Devices devices;
    private final ServerSecret secret;
    private final Clock clock;

    Pairing(PairingCodes codes, Devices devices, ServerSecret secret, Clock clock) {
        this.codes = codes;
        this.devices = devices;
        this.secret = secret;
        this.clock = clock;
    }

    /// Exchanges a code.
    ///
    /// @param jkt the thumbprint of the key that the token is to be bound to; null where the device
    ///     has shown none
    @Transactional
    Outcome redeem(PairingCode code, Enrolment.Request request, @Nullable String jkt) {
        var found = codes.take(code);
        if (found.isEmpty()) return new Outcome.Unknown();
        var entry = found.get();
        var owner = entry.deviceId();
        if (owner != null) return again(entry, owner, request, jkt);
        if (!clock.instant().isBefore(entry.expiresAt())) return new Outcome.Expired();

        var deviceId = UUID.randomUUID().toString();
        var token = token(entry, deviceId, request, jkt);
        devices.add(deviceId, Fingerprint.of(token), jkt, request);
        codes.use(entry, deviceId);
        return new Outcome.Paired(response(deviceId, token, jkt));
    }

    private Outcome again(
            PairingCodes.Entry entry,
            String owner,
            Enrolment.Request request,
            @Nullable String jkt) {
        var token = token(entry, owner, request, jkt);
        return devices.owns(owner, token)
                ? new Outcome.Paired(response(owner, token, jkt))
                : new Outcome.Used();
    }

    private static Enrolment.Response response(
            String deviceId, String token, @Nullable String jkt) {
        return new Enrolment.Response(deviceId, token, jkt == null ? null : Dpop.TOKEN_TYPE);
    }

    /// The key is a part of it: whoever repeats an attempt with another one is another.
    private String token(
            PairingCodes.Entry entry,
            String deviceId,
            Enrolment.Request request,
            @Nullable String jkt) {
        var signed =
                jkt == null
                        ? secret.sign("token", entry.hash(), deviceId, request.nonce())
                        : secret.sign("token", entry.hash(), deviceId, request.nonce(), jkt);
        return "fht_" + signed;
    }

    /// What became of an attempt.
    sealed interface Outcome {
        record Paired(Enrolment.Response response) implements Outcome {}

        record Unknown() implements Outcome {}

        record Expired() implements Outcome {}

        record Used() implements Outcome {}
    }
}
