package dev.fusionhost.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server says to a device, one frame a text message.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        visible = true,
        defaultImpl = ServerFrame.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(name = "welcome", value = ServerFrame.Welcome.class),
    @JsonSubTypes.Type(name = "call", value = ServerFrame.Call.class),
    @JsonSubTypes.Type(name = "cancel", value = ServerFrame.Cancel.class),
    @JsonSubTypes.Type(name = "settled", value = ServerFrame.Settled.class),
    @JsonSubTypes.Type(name = "drain", value = ServerFrame.Drain.class),
    @JsonSubTypes.Type(name = "rotate", value = ServerFrame.Rotate.class)
})
public sealed interface ServerFrame {

    /// The answer to a hello. Optional for a server: where none comes within 5 s, the host works
    /// with its defaults.
    ///
    /// @param heartbeatSeconds how often the host is to ping, 5 to 60; 15 where absent
    /// @param settled results that the server has for good
    record Welcome(
            String sessionId,
            @Nullable Integer heartbeatSeconds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> settled)
            implements ServerFrame {
        public Welcome {
            Wire.required("sessionId", sessionId);
            Wire.notNegative("heartbeatSeconds", heartbeatSeconds);
            settled = Wire.list(settled);
        }
    }

    /// Run this tool with this input. A frame without a `type` that has a `callId` and a `tool` is
    /// a call too.
    ///
    /// @param callId made by the server; the same id always means the same call
    /// @param input an object that fits the tool's schema; an empty object where absent
    /// @param timeoutSeconds counted by the host from receipt; 30 where absent, 600 at most
    record Call(
            String callId,
            String tool,
            @Nullable JsonNode input,
            @Nullable CallMode mode,
            @Nullable Integer timeoutSeconds)
            implements ServerFrame {
        public Call {
            Wire.callId(callId);
            Wire.required("tool", tool);
            Wire.notNegative("timeoutSeconds", timeoutSeconds);
            input = Wire.tree(input);
        }
    }

    /// Stop this call. Remembered when the call isn't known yet: a call that comes after its cancel
    /// never runs.
    record Cancel(String callId) implements ServerFrame {
        public Cancel {
            Wire.callId(callId);
        }
    }

    /// The server has this result for good; the host may forget it.
    record Settled(String callId) implements ServerFrame {
        public Settled {
            Wire.callId(callId);
        }
    }

    /// The server is about to go: the host finishes what runs, then reconnects.
    record Drain(@Nullable Integer graceSeconds) implements ServerFrame {
        public Drain {
            Wire.notNegative("graceSeconds", graceSeconds);
        }
    }

    /// The host is to fetch the token that follows its present one, by `POST /api/host/self/token`.
    record Rotate() implements ServerFrame {}

    /// A frame of a type that this version doesn't know. Readers ignore it.
    record Unknown(@JsonTypeId @Nullable String type) implements ServerFrame {}
}
