package dev.fusionhost.protocol;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/// The bodies of `POST /api/host/enroll`, `GET /api/host/self` and `POST /api/host/self/token`.
public final class Enrolment {
    private Enrolment() {}

    /// A one-time pairing code, offered for an identity.
    ///
    /// @param name human label of the device
    /// @param nonce random UUID of this attempt; the same nonce and code get the same answer again,
    ///     so that a lost reply doesn't burn the code
    public record Request(
            String code,
            String name,
            @Nullable Platform platform,
            @Nullable String agentVersion,
            String nonce) {
        public Request {
            Wire.required("code", code);
            Wire.required("name", name);
            Wire.required("nonce", nonce);
        }

        /// The token stays out of logs, and so does the code.
        @Override
        public String toString() {
            return "Request[name=" + name + ", nonce=" + nonce + "]";
        }
    }

    /// What the device runs on.
    ///
    /// @param os `linux`, `macos` or `windows`
    /// @param arch `amd64` or `arm64`
    public record Platform(String os, String arch) {
        public Platform {
            Wire.required("os", os);
            Wire.required("arch", arch);
        }
    }

    /// The identity that the server gave: a device id that it chose, and the durable token bound to
    /// it.
    ///
    /// @param tokenType `DPoP` where the token is worth nothing without the key whose proof came
    ///     with the request, see [Dpop]; `Bearer` where absent
    public record Response(
            @JsonAlias("device_id") String deviceId,
            String token,
            @JsonAlias("token_type") @Nullable String tokenType) {
        public Response {
            Wire.required("deviceId", deviceId);
            Wire.required("token", token);
        }

        @Override
        public String toString() {
            return "Response[deviceId=" + deviceId + "]";
        }
    }

    /// The token that is to follow the one which asked for it. Both are good until this one is used
    /// for the first time.
    ///
    /// @param tokenType as that of the token before, where absent
    public record NextToken(String token, @JsonAlias("token_type") @Nullable String tokenType) {
        public NextToken {
            Wire.required("token", token);
        }

        @Override
        public String toString() {
            return "NextToken[]";
        }
    }

    /// Who the bearer of a token is.
    public record Self(@JsonAlias("device_id") String deviceId, @Nullable String name) {
        public Self {
            Wire.required("deviceId", deviceId);
        }
    }

    /// The body of every refusal. An answer without it comes from something else on the way, a
    /// proxy for one.
    ///
    /// @param code `invalid_request`, `unknown_code`, `expired_code`, `used_code`, `locked_out`,
    ///     `invalid_token`, `revoked`, `use_dpop_nonce`, `invalid_dpop_proof`
    public record Refusal(String code, @Nullable String message) {
        public Refusal {
            Wire.required("code", code);
        }
    }
}
