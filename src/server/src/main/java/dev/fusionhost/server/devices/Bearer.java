package dev.fusionhost.server.devices;

/// Who stands behind an `Authorization` header.
public sealed interface Bearer {
    /// An enrolled device.
    record Known(String deviceId, String name) implements Bearer {}

    /// No token, or none that was ever given out.
    record Unknown() implements Bearer {}

    /// A device whose identity was taken back, by the operator or by itself.
    record Revoked() implements Bearer {}
}
