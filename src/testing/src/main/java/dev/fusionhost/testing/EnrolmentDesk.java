package dev.fusionhost.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.FrameCodec;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Gives the one identity that the scripted server has, to whoever offers the right code.
final class EnrolmentDesk {
    static final String DEVICE_ID = "device-1";

    final String token = "token-" + UUID.randomUUID();
    final Script<Reply> enrolment = new Script<>(Reply.json(201, identity()));
    final Script<Reply> self =
            new Script<>(
                    Reply.json(
                            200, "{\"deviceId\":\"%s\",\"name\":\"test\"}".formatted(DEVICE_ID)));

    final String nextToken = "next-" + token;
    final Script<Reply> tokens =
            new Script<>(Reply.json(200, "{\"token\":\"%s\"}".formatted(nextToken)));

    private final JsonMapper json = FrameCodec.mapper(64 * 1024);
    private final List<Enrolment.Request> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable String expectedCode;

    void expectCode(String code) {
        expectedCode = code;
    }

    List<Enrolment.Request> requests() {
        return List.copyOf(requests);
    }

    Reply enrol(String body) {
        try {
            var request = json.readValue(body, Enrolment.Request.class);
            requests.add(request);
            if (expectedCode != null && !request.code().equals(expectedCode))
                return Reply.refusal(404, "unknown_code");
            return enrolment.take();
        } catch (JsonProcessingException _) {
            return Reply.refusal(400, "invalid_request");
        }
    }

    /// From now on the token is bound to the key of whoever enrols.
    void bindTokens() {
        enrolment.always(Reply.json(201, identity().replace("}", ",\"tokenType\":\"DPoP\"}")));
    }

    private String identity() {
        return "{\"deviceId\":\"%s\",\"token\":\"%s\"}".formatted(DEVICE_ID, token);
    }
}
