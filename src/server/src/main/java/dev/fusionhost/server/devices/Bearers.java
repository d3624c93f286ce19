package dev.fusionhost.server.devices;

import dev.fusionhost.server.devices.Bearer.Known;
import dev.fusionhost.server.devices.Bearer.Revoked;
import dev.fusionhost.server.devices.Bearer.Unknown;
import dev.fusionhost.server.secrets.BearerToken;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Recognises devices by their tokens.
@Singleton
public class Bearers {
    private final Devices devices;

    Bearers(Devices devices) {
        this.devices = devices;
    }

    /// Who sends this header.
    ///
    /// @param authorization absent where there was none
    public Bearer of(@Nullable String authorization) {
        var owner = BearerToken.in(authorization).flatMap(devices::owner);
        if (owner.isEmpty()) return new Unknown();
        var device = owner.get();
        return device.isRevoked() ? new Revoked() : new Known(device.id(), device.name());
    }
}
