package dev.fusionhost.agent.credentials;

/// The identity that one server gave this device.
///
/// @param deviceId chosen by the server
/// @param token durable and secret; bound to the device id by the server
public record Credential(String origin, String deviceId, String token) {
    public Credential {
        if (origin == null || deviceId == null || token == null)
            throw new IllegalArgumentException("a field is missing");
        if (deviceId.isBlank() || token.isBlank())
            throw new IllegalArgumentException("a field is empty");
    }

    /// The token stays out of logs.
    @Override
    public String toString() {
        return "Credential[origin=" + origin + ", deviceId=" + deviceId + "]";
    }
}
