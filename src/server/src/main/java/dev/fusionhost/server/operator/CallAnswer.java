package dev.fusionhost.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Proposal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What came of a call.
@Schema(description = "What came of a call: an output, a proposal, or an error.")
record CallAnswer(
        @Schema(description = "To apply the proposal by, if there is one") String callId,
        boolean ok,
        @Nullable JsonNode output,
        @Schema(description = "What a mutation would do; nothing has changed yet")
                @Nullable Proposal proposal,
        @Schema(
                        description =
                                "Why it is not ok; `offline`, `timeout`, `busy`, `too_large`,"
                                        + " `lost` and `revoked` are the server's own")
                @Nullable CallError error,
        @Nullable Boolean truncated,
        @Schema(description = "How long it took on the device, in milliseconds") long ms) {
    static CallAnswer of(Result result) {
        return new CallAnswer(
                result.callId(),
                result.ok(),
                result.output(),
                result.proposal(),
                result.error(),
                result.truncated(),
                result.ms());
    }
}
