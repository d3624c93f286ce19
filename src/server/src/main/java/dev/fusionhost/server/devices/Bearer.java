package dev.fusionhost.server.devices;

import dev.fusionhost.protocol.Dpop;
import java.time.Duration;
import java.util.Map;

/// Who stands behind a request's `Authorization`.
public sealed interface Bearer {
    /// An enrolled device.
    record Known(String deviceId, String name) implements Bearer {}

    /// Nobody who may come in, or nobody of whom that can be told now.
    ///
    /// @param code for the device, [dev.fusionhost.protocol.Enrolment.Refusal]
    record Denied(int status, String code, String message, Map<String, String> headers)
            implements Bearer {}

    /// No token, or none that was ever given out.
    static Denied unknown() {
        return new Denied(401, "invalid_token", "No device has this token.", challenge("Bearer"));
    }

    /// A device whose identity was taken back, by the operator or by itself.
    static Denied revoked() {
        return new Denied(410, "revoked", "This device's identity was taken back.", Map.of());
    }

    /// The token may be good, but there is no proof that it isn't a thief's. Not `invalid_token`: a
    /// device that has the key and a bad clock must not take it for the end of its identity.
    static Denied unproven(String why) {
        return new Denied(401, Dpop.INVALID_PROOF, why, challenge("DPoP algs=\"ES256\""));
    }

    /// The same again, please, with this nonce in the proof.
    static Denied nonceWanted(String nonce) {
        return new Denied(
                401,
                Dpop.USE_NONCE,
                "Use the nonce of the header DPoP-Nonce in the proof.",
                Map.of(
                        "WWW-Authenticate",
                        "DPoP algs=\"ES256\", error=\"use_dpop_nonce\"",
                        Dpop.NONCE_HEADER,
                        nonce));
    }

    /// It has used up what can be remembered of it.
    static Denied tooManyProofs(Duration wait) {
        return new Denied(
                429,
                "too_many_proofs",
                "This device has sent too many requests of late.",
                Map.of("Retry-After", Long.toString(wait.toSeconds())));
    }

    private static Map<String, String> challenge(String scheme) {
        return Map.of("WWW-Authenticate", scheme);
    }
}
