package dev.fusionhost.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a device says to its server, one frame a text message.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        visible = true,
        defaultImpl = HostFrame.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(name = "hello", value = HostFrame.Hello.class),
    @JsonSubTypes.Type(name = "ack", value = HostFrame.Ack.class),
    @JsonSubTypes.Type(name = "progress", value = HostFrame.Progress.class),
    @JsonSubTypes.Type(name = "result", value = HostFrame.Result.class),
    @JsonSubTypes.Type(name = "bye", value = HostFrame.Bye.class)
})
public sealed interface HostFrame {

    /// The first frame of a stream: who is here, what it can do, and what is left over from the
    /// stream before.
    ///
    /// @param protocol the wire's version, [Wire#VERSION]; 0 where absent
    /// @param bootId made anew at each start of the host, so that a server can tell a restart from
    ///     a reconnect
    /// @param running calls that are still at work from before
    /// @param unsettled results that the host still keeps
    record Hello(
            int protocol,
            String deviceId,
            @Nullable String bootId,
            @Nullable String name,
            @Nullable Agent agent,
            List<ToolDescription> tools,
            HostLimits limits,
            List<String> running,
            List<String> unsettled)
            implements HostFrame {
        public Hello {
            Wire.required("deviceId", deviceId);
            if (limits == null) limits = HostLimits.DEFAULT;
            tools = Wire.list(tools);
            running = Wire.list(running);
            unsettled = Wire.list(unsettled);
        }
    }

    /// The call has arrived. A result stands for its ack, so a call that is answered at once needs
    /// none.
    ///
    /// @param code why a call was rejected: `busy` or `draining`
    record Ack(String callId, State state, @Nullable String code) implements HostFrame {
        public Ack {
            Wire.callId(callId);
            Wire.required("state", state);
        }

        /// What became of the call on its arrival.
        public enum State {
            @JsonProperty("accepted")
            ACCEPTED,
            @JsonProperty("duplicate")
            DUPLICATE,
            @JsonProperty("rejected")
            REJECTED
        }
    }

    /// How far a call has come, at most four times a second a call.
    record Progress(
            String callId, @Nullable Long done, @Nullable Long total, @Nullable String message)
            implements HostFrame {
        public Progress {
            Wire.callId(callId);
        }
    }

    /// The one final answer to a call: an output, a proposal, or an error (which may carry a fresh
    /// proposal).
    ///
    /// @param truncated the output was cut to its bounds
    /// @param ms how long the call took on the host, in milliseconds
    record Result(
            String callId,
            boolean ok,
            @Nullable JsonNode output,
            @Nullable Proposal proposal,
            @Nullable CallError error,
            @Nullable Boolean truncated,
            long ms)
            implements HostFrame {
        public Result {
            Wire.callId(callId);
            if (!ok) Wire.required("error", error);
            output = Wire.tree(output);
        }

        public static Result output(String callId, JsonNode output, long ms) {
            return new Result(callId, true, output, null, null, null, ms);
        }

        public static Result proposal(String callId, Proposal proposal, long ms) {
            return new Result(callId, true, null, proposal, null, null, ms);
        }

        /// The answer to a call that failed.
        ///
        /// @param proposal a fresh proposal, where the error is `plan_required` or `stale`
        public static Result error(
                String callId, CallError error, @Nullable Proposal proposal, long ms) {
            return new Result(callId, false, null, proposal, error, null, ms);
        }
    }

    /// The last frame before the host leaves on purpose.
    record Bye(@Nullable String reason) implements HostFrame {}

    /// A frame of a type that this version doesn't know. Readers ignore it.
    record Unknown(@JsonTypeId @Nullable String type) implements HostFrame {}
}
