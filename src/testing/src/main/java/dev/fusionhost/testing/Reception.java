package dev.fusionhost.testing;

import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes every request, keeps it, and sends it where its path says.
final class Reception {
    final EnrolmentDesk enrolment = new EnrolmentDesk();
    final Script<Upgrade> upgrade = new Script<>(Upgrade.accept());
    final Sightings<Seen> requests = new Sightings<>("requests");
    final Sightings<Seen> upgrades = new Sightings<>("upgrades");
    final Sightings<Session> sessions = new Sightings<>("sessions");
    volatile boolean settlesResults;
    volatile @Nullable String wantedNonce;

    private final Vertx vertx;

    Reception(Vertx vertx) {
        this.vertx = vertx;
    }

    void handle(HttpServerRequest request) {
        // An upgrade must be taken before its (empty) body has been read.
        if (Wire.STREAM_PATH.equals(request.path())) upgrade(request);
        else request.bodyHandler(body -> answer(request, seen(request, body)));
    }

    private void answer(HttpServerRequest request, Seen seen) {
        requests.add(seen);
        reply(request, lacksNonce(seen) ? nonceWanted() : answer(seen));
    }

    private Reply answer(Seen seen) {
        return switch (seen.method() + " " + seen.path()) {
            case "POST " + Wire.ENROL_PATH -> enrolment.enrol(seen.body());
            case "GET " + Wire.SELF_PATH -> enrolment.self.take();
            case "DELETE " + Wire.SELF_PATH -> Reply.empty(204);
            case "POST " + Wire.TOKEN_PATH -> enrolment.tokens.take();
            default -> Reply.html(404, "<h1>Not Found</h1>");
        };
    }

    /// Only who sends a proof can be asked for a nonce in it.
    private boolean lacksNonce(Seen seen) {
        var wanted = wantedNonce;
        if (wanted == null) return false;
        return seen.proof()
                .filter(claims -> !wanted.equals(claims.path("nonce").asText()))
                .isPresent();
    }

    private Reply nonceWanted() {
        return Reply.refusal(401, Dpop.USE_NONCE)
                .with(Dpop.NONCE_HEADER, String.valueOf(wantedNonce));
    }

    private void upgrade(HttpServerRequest request) {
        var seen = seen(request, Buffer.buffer());
        requests.add(seen);
        upgrades.add(seen);
        if (lacksNonce(seen)) {
            reply(request, nonceWanted());
            return;
        }
        switch (upgrade.take()) {
            case Upgrade.Accept accept when accept.delay().isZero() ->
                    accept(request, seen, accept);
            case Upgrade.Accept accept -> {
                // Paused, so that the request still is whole when its time has come.
                request.pause();
                vertx.setTimer(accept.delay().toMillis(), _ -> accept(request, seen, accept));
            }
            case Upgrade.Refuse refuse -> reply(request, refuse.reply());
            case Upgrade.Stall _ -> request.pause();
        }
    }

    private void accept(HttpServerRequest request, Seen seen, Upgrade.Accept accept) {
        // Vert.x answers with the first subprotocol that both know: here it is told what was asked.
        if (accept.subprotocol() == null) request.headers().remove("Sec-WebSocket-Protocol");
        else request.headers().set("Sec-WebSocket-Protocol", accept.subprotocol());
        request.toWebSocket()
                .onSuccess(
                        socket -> {
                            var line = Line.of(request.connection());
                            var inbox = new Inbox(accept, socket, line, () -> settlesResults);
                            sessions.add(new Session(seen, socket, line, inbox));
                        });
    }

    private static void reply(HttpServerRequest request, Reply reply) {
        var response = request.response().setStatusCode(reply.status());
        response.putHeader("Content-Type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        response.end(reply.body());
    }

    private static Seen seen(HttpServerRequest request, Buffer body) {
        Map<String, List<String>> headers =
                request.headers().names().stream()
                        .collect(
                                Collectors.toMap(
                                        name -> name.toLowerCase(Locale.ROOT),
                                        name -> request.headers().getAll(name),
                                        (one, _) -> one));
        return new Seen(request.method().name(), request.uri(), headers, body.toString());
    }
}
