package dev.fusionhost.server.devices;

import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.dispatch.HostDispatcher;
import dev.fusionhost.server.proof.Shown;
import dev.fusionhost.server.rest.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// A device asks who it is, changes its token, and gives its identity up.
@Path(Wire.SELF_PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Device", description = "What a device host calls, see the wire protocol's section 1.")
@SecurityRequirement(name = "device")
class SelfResource {
    private final Bearers bearers;
    private final Devices devices;
    private final Rotation rotation;
    private final HostDispatcher dispatcher;

    SelfResource(Bearers bearers, Devices devices, Rotation rotation, HostDispatcher dispatcher) {
        this.rotation = rotation;
        this.bearers = bearers;
        this.devices = devices;
        this.dispatcher = dispatcher;
    }

    @GET
    @Operation(
            operationId = "self",
            summary = "Who am I?",
            description = "Tells a device whether its identity still holds.")
    @APIResponse(responseCode = "200", description = "The identity holds")
    @APIResponse(
            responseCode = "401",
            description =
                    "`invalid_token`: no such token; `use_dpop_nonce`, `invalid_dpop_proof`: the"
                            + " token's key is not proven")
    @APIResponse(responseCode = "410", description = "`revoked`: the identity was taken back")
    public Enrolment.Self self(@Context HttpServerRequest http) {
        var device = known(http);
        return new Enrolment.Self(device.deviceId(), device.name());
    }

    @DELETE
    @Operation(
            operationId = "giveUp",
            summary = "Give up my identity",
            description = "Revokes the device's own token. Calls that wait for it end.")
    @APIResponse(responseCode = "204", description = "The identity is gone")
    @APIResponse(
            responseCode = "401",
            description =
                    "`invalid_token`: no such token; `use_dpop_nonce`, `invalid_dpop_proof`: the"
                            + " token's key is not proven")
    @APIResponse(responseCode = "410", description = "`revoked`: it was gone already")
    public void giveUp(@Context HttpServerRequest http) {
        var device = known(http);
        devices.revoke(device.deviceId());
        dispatcher.drop(device.deviceId());
    }

    @POST
    @Path("token")
    @Operation(
            operationId = "nextToken",
            summary = "Give me the token that follows",
            description =
                    "For a device that was asked to change its token. Both are good until the new"
                            + " one is used for the first time; asking again gives the same.")
    @APIResponse(responseCode = "200", description = "The next token")
    @APIResponse(responseCode = "401", description = "As for `GET`")
    @APIResponse(responseCode = "409", description = "`not_asked`: it is to keep the one it has")
    public Enrolment.NextToken nextToken(@Context HttpServerRequest http) {
        return rotation.next(known(http).deviceId())
                .orElseThrow(
                        () ->
                                new Refused(
                                        409,
                                        "not_asked",
                                        "This device isn't to change its token."));
    }

    private Bearer.Known known(HttpServerRequest http) {
        return switch (bearers.of(Shown.by(http))) {
            case Bearer.Known device -> device;
            case Bearer.Denied(var status, var code, var message, var headers) ->
                    throw new Refused(status, code, message, headers);
        };
    }
}
