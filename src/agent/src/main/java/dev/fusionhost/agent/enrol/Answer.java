package dev.fusionhost.agent.enrol;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.FrameCodec;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One answer of the server, read once and within bounds.
///
/// @param retryAfter the header as it came
/// @param nonce that the server gave for a proof
record Answer(int status, String body, @Nullable String retryAfter, @Nullable String nonce) {
    private static final int MAX_BYTES = 64 * 1024;
    private static final JsonMapper MAPPER = FrameCodec.mapper(MAX_BYTES);

    static Answer of(Response response) throws IOException {
        try (response;
                var body = response.readEntity(InputStream.class)) {
            return new Answer(
                    response.getStatus(),
                    body == null
                            ? ""
                            : new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8),
                    response.getHeaderString("Retry-After"),
                    response.getHeaderString(Dpop.NONCE_HEADER));
        }
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    /// The code of our own server's refusal; empty where it isn't one, or isn't ours.
    Optional<String> refusal() {
        return successful()
                ? Optional.empty()
                : as(Enrolment.Refusal.class).map(Enrolment.Refusal::code);
    }

    /// The nonce without which the server doesn't take a proof.
    Optional<String> wantedNonce() {
        return refusal().filter(Dpop.USE_NONCE::equals).flatMap(_ -> Optional.ofNullable(nonce));
    }

    /// Whether the server took offence at the proof: no word on the identity.
    boolean unproven() {
        var code = refusal().orElse("");
        return code.equals(Dpop.USE_NONCE) || code.equals(Dpop.INVALID_PROOF);
    }

    /// The body as one of our own records; empty where somebody else answered.
    <T> Optional<T> as(Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(body, type));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
