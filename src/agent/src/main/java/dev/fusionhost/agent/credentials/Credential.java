package dev.fusionhost.agent.credentials;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fusionhost.protocol.Dpop;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The identity that one server gave this device.
///
/// @param deviceId chosen by the server
/// @param token durable and secret; bound to the device id by the server
/// @param tokenType `DPoP` where the token is bound to the key; null for one that isn't
/// @param key this device's own private key as a JWK; null where the token is older than that
/// @param next the token that is to follow, as long as the server hasn't been seen to take it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credential(
        String origin,
        String deviceId,
        String token,
        @Nullable String tokenType,
        @Nullable Map<String, String> key,
        @Nullable String next) {
    public Credential {
        if (origin == null || deviceId == null || token == null)
            throw new IllegalArgumentException("a field is missing");
        if (deviceId.isBlank() || token.isBlank())
            throw new IllegalArgumentException("a field is empty");
        if (key != null) key = Map.copyOf(key);
    }

    /// One without a key.
    public Credential(String origin, String deviceId, String token) {
        this(origin, deviceId, token, null, null, null);
    }

    /// The same, with the key that its token is bound to.
    public Credential boundTo(Map<String, String> key) {
        return new Credential(origin, deviceId, token, Dpop.TOKEN_TYPE, key, next);
    }

    /// Whether the token is worth nothing without the key.
    public boolean bound() {
        return Dpop.TOKEN_TYPE.equalsIgnoreCase(tokenType);
    }

    /// The token to show: the next one first. It was kept before it was used, so whichever of the
    /// two the server takes, this device has it.
    public String shown() {
        return Objects.requireNonNullElse(next, token);
    }

    public Credential withNext(String token) {
        return new Credential(origin, deviceId, this.token, tokenType, key, token);
    }

    /// The server doesn't know the next token.
    public Credential withoutNext() {
        return new Credential(origin, deviceId, token, tokenType, key, null);
    }

    /// The server has taken the next token, and the one before is worth nothing.
    public Credential advanced() {
        return new Credential(origin, deviceId, shown(), tokenType, key, null);
    }

    /// Tokens and key stay out of logs.
    @Override
    public String toString() {
        return "Credential[origin=" + origin + ", deviceId=" + deviceId + "]";
    }
}
