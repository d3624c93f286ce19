package dev.fusionhost.server.operator;

import dev.fusionhost.server.rest.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Applies the plans that calls have shown.
@Path("/api/operator/calls/{callId}/apply")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OperatorOnly
@Tag(name = "Operator", description = "What a person, or an application for them, calls.")
@SecurityRequirement(name = "operator")
class ProposalsResource {
    private final OperatorCalls calls;

    ProposalsResource(OperatorCalls calls) {
        this.calls = calls;
    }

    @POST
    @Operation(
            operationId = "applyProposal",
            summary = "Apply a proposal",
            description =
                    "Carries out the plan that the call has shown, once. When things have changed"
                            + " since, the answer is an error with a fresh `proposal` under a new"
                            + " `callId`.")
    @APIResponse(responseCode = "200", description = "The answer, be it ok or not")
    @APIResponse(responseCode = "401", description = "`invalid_key`")
    @APIResponse(
            responseCode = "404",
            description =
                    "`unknown_proposal`: never shown, applied already, or over ten minutes old")
    public CallAnswer apply(@PathParam("callId") String callId) {
        return calls.apply(callId)
                .map(CallAnswer::of)
                .orElseThrow(
                        () ->
                                new Refused(
                                        404,
                                        "unknown_proposal",
                                        "This call has no proposal that could be applied."));
    }
}
