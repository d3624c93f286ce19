package dev.fusionhost.server.pairing;

import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.devices.Bearer;
import dev.fusionhost.server.proof.Judgement;
import dev.fusionhost.server.proof.ProofGate;
import dev.fusionhost.server.proof.Shown;
import dev.fusionhost.server.rest.BoundedBody;
import dev.fusionhost.server.rest.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A device exchanges its pairing code for an identity.
@Path(Wire.ENROL_PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Device", description = "What a device host calls, see the wire protocol's section 1.")
class EnrolmentResource {
    private static final Logger LOG = Logger.getLogger(EnrolmentResource.class);
    private static final int MAX_BODY = 16 * 1024;

    /// Any printable word will do, as long as the host keeps to it.
    private static final Pattern NONCE = Pattern.compile("[!-~]{1,100}");

    private final BoundedBody<Enrolment.Request> body =
            new BoundedBody<>(Enrolment.Request.class, MAX_BODY);
    private final Pairing pairing;
    private final Lockout lockout;
    private final ProofGate proofs;

    EnrolmentResource(Pairing pairing, Lockout lockout, ProofGate proofs) {
        this.proofs = proofs;
        this.pairing = pairing;
        this.lockout = lockout;
    }

    @POST
    @Operation(
            operationId = "enroll",
            summary = "Enrol a device",
            description =
                    "Exchanges a pairing code for a device id and a durable token. The same code"
                            + " with the same nonce gets the same answer again. A device that sends a"
                            + " proof (RFC 9449) in a header DPoP gets a token that is worth nothing"
                            + " without its key.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = Enrolment.Request.class)))
    @APIResponse(
            responseCode = "201",
            description = "The identity",
            content = @Content(schema = @Schema(implementation = Enrolment.Response.class)))
    @APIResponse(responseCode = "400", description = "`invalid_request`")
    @APIResponse(responseCode = "401", description = "`use_dpop_nonce`, `invalid_dpop_proof`")
    @APIResponse(responseCode = "404", description = "`unknown_code`")
    @APIResponse(responseCode = "410", description = "`expired_code` or `used_code`")
    @APIResponse(responseCode = "413", description = "`invalid_request`: over 16 KiB")
    @APIResponse(responseCode = "429", description = "`locked_out`, with `Retry-After`")
    public Response enroll(InputStream content, @Context HttpServerRequest http) {
        var request = checked(body.read(content));
        var jkt = jkt(http);
        var address = http.remoteAddress().hostAddress();
        var wait = lockout.remaining(address);
        if (wait.isPresent()) throw Refused.tooManyTries(wait.get());
        var outcome =
                PairingCode.typed(request.code())
                        .map(code -> pairing.redeem(code, request, jkt))
                        .orElseGet(Pairing.Outcome.Unknown::new);
        if (outcome instanceof Pairing.Outcome.Unknown) lockout.wrong(address);
        return switch (outcome) {
            case Pairing.Outcome.Paired(var identity) -> {
                LOG.infof("Enrolled device %s", identity.deviceId());
                yield Response.status(201).entity(identity).build();
            }
            case Pairing.Outcome.Unknown _ ->
                    throw new Refused(404, "unknown_code", "There is no such pairing code.");
            case Pairing.Outcome.Expired _ ->
                    throw new Refused(410, "expired_code", "The pairing code has expired.");
            case Pairing.Outcome.Used _ ->
                    throw new Refused(410, "used_code", "The pairing code was used already.");
        };
    }

    /// The key that the device shows, if it shows one. Whether this proof was used before is not
    /// asked: whoever repeats it along with code and nonce gets a token without having its key.
    private @Nullable String jkt(HttpServerRequest http) {
        return switch (proofs.judge(Shown.by(http), null)) {
            case Judgement.Absent _ -> null;
            case Judgement.Proven(var jkt, _, _) -> jkt;
            case Judgement.NonceWanted(var nonce) -> throw refused(Bearer.nonceWanted(nonce));
            case Judgement.Unproven(var why) -> throw refused(Bearer.unproven(why));
        };
    }

    private static Refused refused(Bearer.Denied denied) {
        return new Refused(denied.status(), denied.code(), denied.message(), denied.headers());
    }

    private static Enrolment.Request checked(Enrolment.Request request) {
        if (request.name().isBlank()) throw Refused.invalid("The name is empty.");
        if (!NONCE.matcher(request.nonce()).matches()) {
            throw Refused.invalid("The nonce must be a UUID.");
        }
        return request;
    }
}
