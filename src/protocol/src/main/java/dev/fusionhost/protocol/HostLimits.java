package dev.fusionhost.protocol;

/// What a host takes at once. An absent number, which reads as 0, means the default.
///
/// @param maxInFlight calls at work at the same time; 16
/// @param maxMessageBytes of one text message; 8 MiB
public record HostLimits(int maxInFlight, int maxMessageBytes) {
    public HostLimits {
        Wire.notNegative("maxInFlight", maxInFlight);
        Wire.notNegative("maxMessageBytes", maxMessageBytes);
        if (maxInFlight == 0) maxInFlight = 16;
        if (maxMessageBytes == 0) maxMessageBytes = Limits.MAX_MESSAGE_BYTES;
    }

    /// What holds where a hello says nothing.
    public static final HostLimits DEFAULT = new HostLimits(0, 0);
}
