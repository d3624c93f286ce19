package dev.fusionhost.server.operator;

import dev.fusionhost.protocol.Enrolment.Platform;
import dev.fusionhost.protocol.ToolDescription;
import dev.fusionhost.server.devices.Device;
import dev.fusionhost.server.devices.Machines.Machine;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A device as an operator sees it.
@Schema(description = "A device that has enrolled.")
record DeviceView(
        String id,
        String name,
        Platform platform,
        @Nullable String agentVersion,
        Instant enrolledAt,
        @Schema(description = "When it last came or left; absent when it has never come")
                @Nullable Instant lastSeen,
        @Schema(description = "Whether it can be called now") boolean online,
        @Schema(description = "Whether two machines come with this device's identity")
                boolean sharedIdentity,
        @Schema(description = "Those two, the one that came last first; absent where there is one")
                @Nullable List<Machine> machines,
        @Schema(description = "Whether it is asked to change its token, and hasn't yet")
                boolean rotating,
        @Schema(description = "As the device advertised them when it last came")
                List<ToolDescription> tools) {
    static DeviceView of(Device device, boolean online, List<Machine> sharing) {
        return new DeviceView(
                device.id(),
                device.name(),
                new Platform(known(device.os()), known(device.arch())),
                device.agentVersion(),
                device.enrolledAt(),
                device.lastSeen(),
                online,
                !sharing.isEmpty(),
                sharing.isEmpty() ? null : sharing,
                device.isRotating(),
                device.tools());
    }

    private static String known(@Nullable String word) {
        return word == null ? "unknown" : word;
    }
}
