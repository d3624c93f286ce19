package dev.fusionhost.agent.enrol;

import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// The calls that a device makes beside its stream. Every answer comes back as it is, refusals too.
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface ServerApi extends ServerQuestions {
    @POST
    @Path(Wire.ENROL_PATH)
    Response enrol(@HeaderParam(Dpop.HEADER) @Nullable String proof, Enrolment.Request request);

    @DELETE
    @Path(Wire.SELF_PATH)
    Response leave(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(Dpop.HEADER) @Nullable String proof);

    @POST
    @Path(Wire.TOKEN_PATH)
    Response nextToken(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(Dpop.HEADER) @Nullable String proof);
}
