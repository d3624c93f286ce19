package dev.fusionhost.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fixed words of the wire, and the checks that its records share.
public final class Wire {
    public static final int VERSION = 1;
    public static final String SUBPROTOCOL = "fusion-host.v1";
    public static final String STREAM_PATH = "/api/host/stream";
    public static final String ENROL_PATH = "/api/host/enroll";
    public static final String SELF_PATH = "/api/host/self";
    public static final String RELEASE_PATH = "/api/host/release";
    public static final String TOKEN_PATH = SELF_PATH + "/token";

    private Wire() {}

    static void required(String field, @Nullable Object value) {
        if (value == null) throw new MalformedFrameException(field + " is missing");
    }

    /// An id becomes a key of journals and maps on both ends, so it is bounded where it comes in.
    static void callId(String callId) {
        required("callId", callId);
        if (callId.isBlank()) throw new MalformedFrameException("callId is empty");
        if (callId.length() > Limits.MAX_CALL_ID_LENGTH)
            throw new MalformedFrameException("callId is too long");
    }

    static void notNegative(String field, @Nullable Integer value) {
        if (value != null && value < 0) throw new MalformedFrameException(field + " is negative");
    }

    /// Absent and null are one thing on the wire, but Jackson makes a node of a null.
    static @Nullable JsonNode tree(@Nullable JsonNode tree) {
        return tree == null || tree.isNull() || tree.isMissingNode() ? null : tree;
    }

    static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }
}
