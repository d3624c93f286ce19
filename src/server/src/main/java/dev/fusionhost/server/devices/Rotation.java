package dev.fusionhost.server.devices;

import dev.fusionhost.protocol.Enrolment.NextToken;
import dev.fusionhost.server.secrets.Fingerprint;
import dev.fusionhost.server.secrets.ServerSecret;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Gives a device the token that is to follow its present one.
///
/// The device can die at any step of it. So the token is signed from the present one, and asking
/// again gets the same; and both are good until the device has used the next, which it does only
/// when it has kept it.
@Singleton
class Rotation {
    private final Devices devices;
    private final ServerSecret secret;

    Rotation(Devices devices, ServerSecret secret) {
        this.devices = devices;
        this.secret = secret;
    }

    /// The next token; empty for a device that the operator hasn't asked to change it. A thief of
    /// the present one could else lock the device out.
    Optional<NextToken> next(String deviceId) {
        return devices.rotating(deviceId).flatMap(present -> next(deviceId, present));
    }

    private Optional<NextToken> next(String deviceId, Fingerprint present) {
        var token = "fht_" + secret.sign("next-token", deviceId, present.hex());
        return devices.addNext(deviceId, present, Fingerprint.of(token))
                ? Optional.of(new NextToken(token, null))
                : Optional.empty();
    }
}
