package dev.fusionhost.server.operator;

import dev.fusionhost.server.devices.Device;
import dev.fusionhost.server.devices.Devices;
import dev.fusionhost.server.devices.Machines;
import dev.fusionhost.server.dispatch.HostDispatcher;
import dev.fusionhost.server.rest.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Lists devices, has them change their tokens, and revokes them.
@Path("/api/operator/devices")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OperatorOnly
@Tag(name = "Operator", description = "What a person, or an application for them, calls.")
@SecurityRequirement(name = "operator")
class DevicesResource {
    private final Devices devices;
    private final Machines machines;
    private final HostDispatcher dispatcher;

    DevicesResource(Devices devices, Machines machines, HostDispatcher dispatcher) {
        this.devices = devices;
        this.machines = machines;
        this.dispatcher = dispatcher;
    }

    @GET
    @Operation(
            operationId = "listDevices",
            summary = "List the devices",
            description = "All that have enrolled and are not revoked, with their tools.")
    @APIResponse(responseCode = "200", description = "The devices, the oldest first")
    @APIResponse(responseCode = "401", description = "`invalid_key`")
    public List<DeviceView> list() {
        return devices.all().stream().map(this::view).toList();
    }

    private DeviceView view(Device device) {
        var id = device.id();
        return DeviceView.of(device, dispatcher.isOnline(id), machines.sharing(id));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeDevice",
            summary = "Revoke a device",
            description = "Its token is worthless from now on, and its stream ends at once.")
    @APIResponse(responseCode = "204", description = "It is revoked")
    @APIResponse(responseCode = "401", description = "`invalid_key`")
    @APIResponse(responseCode = "404", description = "`unknown_device`")
    public void revoke(@PathParam("id") String id) {
        if (!devices.revoke(id)) {
            throw new Refused(404, "unknown_device", "There is no such device.");
        }
        dispatcher.drop(id);
    }

    @POST
    @Path("{id}/rotate")
    @Operation(
            operationId = "rotateToken",
            summary = "Have a device change its token",
            description =
                    "It is told on its stream, or when it next comes; the token it has is good until"
                            + " it has used the new one.")
    @APIResponse(responseCode = "202", description = "It is asked")
    @APIResponse(responseCode = "401", description = "`invalid_key`")
    @APIResponse(responseCode = "404", description = "`unknown_device`")
    public Response rotate(@PathParam("id") String id) {
        if (!devices.askRotation(id)) {
            throw new Refused(404, "unknown_device", "There is no such device.");
        }
        dispatcher.rotate(id);
        return Response.accepted().build();
    }
}
