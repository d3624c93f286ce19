package dev.fusionhost.server.rest;

import dev.fusionhost.protocol.Enrolment.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Gives each refusal our JSON, also one that comes from the framework or from a defect. A device
/// takes an answer without it for a proxy's, and nobody out there is shown what went wrong in here.
class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    @ServerExceptionMapper
    Response refused(WebApplicationException refusal) {
        var answer = refusal.getResponse();
        if (answer.hasEntity() || answer.getStatus() < 400) return answer;
        return withJson(
                Response.fromResponse(answer),
                switch (answer.getStatus()) {
                    case 404 -> new Refusal("not_found", "There is nothing here.");
                    case 405 -> new Refusal("not_allowed", "This can't be done here.");
                    case 415 -> new Refusal("invalid_request", "The body must be JSON.");
                    default -> new Refusal("invalid_request", "The request can't be understood.");
                });
    }

    @ServerExceptionMapper
    Response failed(Throwable defect) {
        LOG.error("A request failed", defect);
        return withJson(
                Response.serverError(), new Refusal("internal", "The server failed; see its log."));
    }

    private static Response withJson(Response.ResponseBuilder answer, Refusal refusal) {
        return answer.type(MediaType.APPLICATION_JSON_TYPE).entity(refusal).build();
    }
}
