package dev.fusionhost.agent.proof;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.protocol.Dpop;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The headers by which requests to a server say who sends them.
///
/// @param scheme of the token
/// @param token null for somebody who has none yet
/// @param key whose proof goes with each request; null where none does
public record Authorization(String scheme, @Nullable String token, @Nullable DeviceKey key) {
    private static final String BEARER = "Bearer";

    /// Of a device that has no identity, and shows nothing.
    public static Authorization none() {
        return new Authorization(BEARER, null, null);
    }

    /// Of a device that offers a key for its token to be bound to.
    public static Authorization offering(DeviceKey key) {
        return new Authorization(BEARER, null, key);
    }

    /// Of a device that has enrolled. One whose token is bound to a key and whose credential has
    /// lost it shows the token alone, and the server will say no.
    ///
    /// @throws HostFailure where the key can't be read
    public static Authorization of(Credential credential) {
        if (!credential.bound()) return new Authorization(BEARER, credential.shown(), null);
        var jwk = credential.key();
        return new Authorization(
                Dpop.TOKEN_TYPE, credential.shown(), jwk == null ? null : key(credential, jwk));
    }

    private static DeviceKey key(Credential credential, Map<String, String> jwk) {
        try {
            return DeviceKey.of(jwk);
        } catch (IllegalArgumentException broken) {
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "The key in the credential for %s is broken; mend it, or move the credential away and enrol again with a new pairing code."
                            .formatted(credential.origin()),
                    broken);
        }
    }

    /// The headers of one request: a proof is good for one alone.
    ///
    /// @param nonce as the server has asked for it; null where it hasn't
    public Map<String, String> headers(
            String method, Origin origin, String path, @Nullable String nonce) {
        var headers = new LinkedHashMap<String, String>();
        if (token != null) headers.put("Authorization", scheme + " " + token);
        if (key != null) {
            var url = origin + path;
            headers.put(Dpop.HEADER, key.proof(method, url, token, nonce, Instant.now()));
        }
        return headers;
    }

    /// The token stays out of logs.
    @Override
    public String toString() {
        return "Authorization[" + scheme + "]";
    }
}
