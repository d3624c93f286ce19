package dev.fusionhost.server.release;

import dev.fusionhost.protocol.HostRelease;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.rest.Refused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Tells which host the operator wants on devices. No secret, so nobody has to say who asks.
@Path(Wire.RELEASE_PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Device", description = "What a device host calls, see the wire protocol's section 1.")
class ReleaseResource {
    private final ReleaseConfig wanted;

    ReleaseResource(ReleaseConfig wanted) {
        this.wanted = wanted;
    }

    @GET
    @Operation(
            operationId = "release",
            summary = "Which host should I be?",
            description = "The newest version of the host, as this server's operator has set it.")
    @APIResponse(responseCode = "200", description = "The version, and where it is to be had")
    @APIResponse(responseCode = "404", description = "`no_release`: the operator hasn't set one")
    public HostRelease release() {
        var version =
                wanted.version()
                        .orElseThrow(
                                () -> new Refused(404, "no_release", "No version is set here."));
        return new HostRelease(version, wanted.page().orElse(null));
    }
}
