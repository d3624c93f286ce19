package dev.fusionhost.server.operator;

import dev.fusionhost.protocol.Limits;
import dev.fusionhost.server.devices.Devices;
import dev.fusionhost.server.operator.Proposals.ToolCall;
import dev.fusionhost.server.rest.BoundedBody;
import dev.fusionhost.server.rest.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Runs tools on devices. A request waits for its answer, and an answer that isn't ok is an answer
/// all the same: status 200.
@Path("/api/operator/devices/{id}/calls")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OperatorOnly
@Tag(name = "Operator", description = "What a person, or an application for them, calls.")
@SecurityRequirement(name = "operator")
class CallsResource {
    /// Well under what a host takes in one message.
    private static final int MAX_BODY = 4 * 1024 * 1024;

    private static final int MAX_TOOL_NAME = 200;

    private final BoundedBody<CallRequest> body = new BoundedBody<>(CallRequest.class, MAX_BODY);
    private final Devices devices;
    private final OperatorCalls calls;

    CallsResource(Devices devices, OperatorCalls calls) {
        this.devices = devices;
        this.calls = calls;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "callTool",
            summary = "Call a tool",
            description =
                    "Waits for the answer. A read or an action runs at once; a mutation only shows"
                            + " its plan as a `proposal`, to be applied by its `callId`.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CallRequest.class)))
    @APIResponse(responseCode = "200", description = "The answer, be it ok or not")
    @APIResponse(responseCode = "400", description = "`invalid_request`")
    @APIResponse(responseCode = "401", description = "`invalid_key`")
    @APIResponse(responseCode = "404", description = "`unknown_device`")
    @APIResponse(responseCode = "413", description = "`invalid_request`: over 4 MiB")
    public CallAnswer call(@PathParam("id") String id, InputStream content) {
        var request = body.read(content);
        var tool = request.tool();
        if (tool == null || tool.isBlank() || tool.length() > MAX_TOOL_NAME) {
            throw Refused.invalid("The tool has no name.");
        }
        var input = request.input();
        if (input != null && !input.isObject() && !input.isNull()) {
            throw Refused.invalid("The input must be an object.");
        }
        var seconds = request.timeoutSeconds();
        if (seconds != null && (seconds < 1 || seconds > Limits.MAX_TIMEOUT.toSeconds())) {
            throw Refused.invalid("timeoutSeconds must be 1 to 600.");
        }
        if (devices.find(id).isEmpty()) {
            throw new Refused(404, "unknown_device", "There is no such device.");
        }
        return CallAnswer.of(calls.run(new ToolCall(id, tool, input, seconds)));
    }
}
