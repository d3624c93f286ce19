package dev.fusionhost.agent.enrol;

import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// The calls of [ServerApi] that change nothing. They are apart for the sake of builds that are the
/// same each time: Quarkus puts `GET` and `DELETE` of one interface in an order that changes.
@Produces(MediaType.APPLICATION_JSON)
interface ServerQuestions {
    @GET
    @Path(Wire.SELF_PATH)
    Response self(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(Dpop.HEADER) @Nullable String proof);

    @GET
    @Path(Wire.RELEASE_PATH)
    Response release();
}
