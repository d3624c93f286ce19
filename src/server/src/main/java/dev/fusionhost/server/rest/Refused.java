package dev.fusionhost.server.rest;

import dev.fusionhost.protocol.Enrolment.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;

/// A request that is answered with a status and a [Refusal]: a code for the program and a sentence
/// for the person.
public final class Refused extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    public Refused(int status, String code, String message) {
        this(Response.status(status), code, message);
    }

    public Refused(int status, String code, String message, Map<String, String> headers) {
        this(with(headers, Response.status(status)), code, message);
    }

    private Refused(Response.ResponseBuilder answer, String code, String message) {
        super(
                message,
                answer.type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(new Refusal(code, message))
                        .build());
    }

    private static Response.ResponseBuilder with(
            Map<String, String> headers, Response.ResponseBuilder answer) {
        headers.forEach(answer::header);
        return answer;
    }

    public static Refused invalid(String message) {
        return new Refused(400, "invalid_request", message);
    }

    public static Refused unauthorized(String code, String message) {
        var answer = Response.status(401).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return new Refused(answer, code, message);
    }

    public static Refused tooManyTries(Duration wait) {
        // Rounded up: a client that waits just so long must not come a moment too early.
        var answer = Response.status(429).header(HttpHeaders.RETRY_AFTER, wait.toSeconds() + 1);
        return new Refused(
                answer, "locked_out", "Too many wrong pairing codes; try again in some minutes.");
    }
}
