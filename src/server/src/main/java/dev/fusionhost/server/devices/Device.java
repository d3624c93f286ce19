package dev.fusionhost.server.devices;

import dev.fusionhost.protocol.ToolDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A machine that has enrolled and is not revoked.
///
/// @param lastSeen when it last came or left; null when it has enrolled and never come
/// @param isRotating when it has been asked to change its token, and hasn't done so yet
/// @param tools as its last hello advertised them
public record Device(
        String id,
        String name,
        @Nullable String os,
        @Nullable String arch,
        @Nullable String agentVersion,
        Instant enrolledAt,
        @Nullable Instant lastSeen,
        boolean isRotating,
        List<ToolDescription> tools) {}
