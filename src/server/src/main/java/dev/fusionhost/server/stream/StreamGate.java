package dev.fusionhost.server.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.protocol.Enrolment.Refusal;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.devices.Bearer;
import dev.fusionhost.server.devices.Bearers;
import dev.fusionhost.server.dispatch.HostDispatcher;
import dev.fusionhost.server.proof.Shown;
import io.quarkus.websockets.next.HandshakeRequest;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/// Lets a device through to its stream, or tells it why not, before there is a WebSocket.
@Singleton
class StreamGate implements HttpUpgradeCheck {
    /// Under which a connection knows whose it is.
    static final TypedKey<String> DEVICE_ID = TypedKey.forString("deviceId");

    /// Under which a connection knows where it came from.
    static final TypedKey<String> ADDRESS = TypedKey.forString("address");

    private static final Logger LOG = Logger.getLogger(StreamGate.class);

    /// How many devices are looked up, and their proofs read, or wait for it at once. Whoever
    /// comes on top is sent away: a register that is slower than a fleet would else gather the
    /// sockets of those that have given up waiting, and nobody reads a socket whose upgrade is
    /// undecided.
    private static final int MOST_LOOKUPS = 512;

    /// In seconds, evenly between both, so that those who are sent away together don't come back
    /// together.
    private static final int SOONEST = 2;

    private static final int LATEST = 10;

    private final Semaphore lookups = new Semaphore(MOST_LOOKUPS);
    private final HostDispatcher dispatcher;
    private final Bearers bearers;
    private final ObjectMapper json;
    private final Vertx vertx;

    StreamGate(HostDispatcher dispatcher, Bearers bearers, ObjectMapper json, Vertx vertx) {
        this.dispatcher = dispatcher;
        this.bearers = bearers;
        this.json = json;
        this.vertx = vertx;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext upgrade) {
        var request = upgrade.httpRequest();
        if (!offersOurProtocol(request)) {
            return refuse(request, 400, "invalid_request", "Offer " + Wire.SUBPROTOCOL + ".");
        }
        if (dispatcher.isDraining()) return comeBackSoon(request, "The server is about to stop.");
        var shown = Shown.by(request);
        if (!lookups.tryAcquire()) return comeBackSoon(request, "Too many devices come at once.");
        // The register is asked off the event loop, and the upgrade goes on upon it.
        var asked =
                vertx.executeBlocking(() -> bearers.of(shown), false)
                        .onComplete(_ -> lookups.release());
        return Uni.createFrom()
                .completionStage(asked.toCompletionStage())
                .flatMap(bearer -> answer(bearer, upgrade))
                .onFailure()
                .recoverWithUni(failed -> unreadable(request, failed));
    }

    /// Nothing is known against the device then, and it mustn't read that into the answer.
    private Uni<CheckResult> unreadable(HttpServerRequest request, Throwable failed) {
        LOG.warn("A device couldn't be looked up", failed);
        return comeBackSoon(request, "Devices can't be looked up at the moment.");
    }

    private Uni<CheckResult> comeBackSoon(HttpServerRequest request, String message) {
        var seconds = ThreadLocalRandom.current().nextInt(SOONEST, LATEST + 1);
        request.response().putHeader("Retry-After", Integer.toString(seconds));
        return refuse(request, 503, "unavailable", message);
    }

    private Uni<CheckResult> answer(Bearer bearer, HttpUpgradeContext upgrade) {
        var request = upgrade.httpRequest();
        // It has gone meanwhile, and an upgrade would fail.
        if (request.response().closed()) return Uni.createFrom().nothing();
        return switch (bearer) {
            case Bearer.Known(var deviceId, _) -> {
                upgrade.userData().put(DEVICE_ID, deviceId);
                upgrade.userData().put(ADDRESS, address(request));
                yield CheckResult.permitUpgrade();
            }
            case Bearer.Denied(var status, var code, var message, var headers) -> {
                headers.forEach(request.response()::putHeader);
                yield refuse(request, status, code, message);
            }
        };
    }

    private static String address(HttpServerRequest request) {
        var address = request.remoteAddress();
        var host = address == null ? null : address.hostAddress();
        return host == null ? "unknown" : host;
    }

    private static boolean offersOurProtocol(HttpServerRequest request) {
        return request.headers().getAll(HandshakeRequest.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .anyMatch(offered -> offered.strip().equals(Wire.SUBPROTOCOL));
    }

    /// Answers here, and never completes the check: its own way to refuse has no place for a body,
    /// and a device trusts a refusal only with our JSON in it.
    private Uni<CheckResult> refuse(
            HttpServerRequest request, int status, String code, String message) {
        try {
            var body = json.writeValueAsString(new Refusal(code, message));
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    // Whoever asked for a stream has no use for the connection without one.
                    .putHeader("Connection", "close")
                    .end(body);
            return Uni.createFrom().nothing();
        } catch (JsonProcessingException broken) {
            return Uni.createFrom().failure(broken);
        }
    }
}
