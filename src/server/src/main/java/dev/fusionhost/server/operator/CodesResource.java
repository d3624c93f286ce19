package dev.fusionhost.server.operator;

import dev.fusionhost.server.pairing.PairingCodes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Mints pairing codes.
@Path("/api/operator/codes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OperatorOnly
@Tag(name = "Operator", description = "What a person, or an application for them, calls.")
@SecurityRequirement(name = "operator")
class CodesResource {
    private final PairingCodes codes;

    CodesResource(PairingCodes codes) {
        this.codes = codes;
    }

    @POST
    @Operation(
            operationId = "mintCode",
            summary = "Mint a pairing code",
            description = "The code lives ten minutes and enrols one device.")
    @APIResponse(
            responseCode = "201",
            description = "The code, shown this once",
            content = @Content(schema = @Schema(implementation = PairingCodes.Minted.class)))
    @APIResponse(responseCode = "401", description = "`invalid_key`")
    public Response mint() {
        return Response.status(201).entity(codes.mint()).build();
    }
}
