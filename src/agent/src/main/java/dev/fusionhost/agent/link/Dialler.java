package dev.fusionhost.agent.link;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.network.Network;
import dev.fusionhost.agent.network.Obstacle;
import dev.fusionhost.agent.proof.Authorization;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.Wire;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Dials the server and upgrades to a stream.
///
/// With Vert.x' own client and not with Quarkus' WebSockets Next: that one can neither send a
/// message in frames nor be told to read no further, leaves the client of each attempt that failed
/// to the garbage collector, and brings an HTTP server along.
@Singleton
public class Dialler {
    private static final Duration EACH_STEP_WITHIN = Duration.ofSeconds(10);
    private static final Duration ALL_WITHIN = Duration.ofSeconds(25);

    /// A ping waits for all that the system holds before it: the megabytes that Linux takes on its
    /// own account are more than half a minute on a slow line, and that looks like a dead peer.
    private static final int SEND_BUFFER_BYTES = 256 * 1024;

    private static final int MAX_REFUSAL_BYTES = 64 * 1024;
    private static final JsonMapper REFUSALS = FrameCodec.mapper(MAX_REFUSAL_BYTES);

    private final Vertx vertx;
    private final Network network;

    Dialler(Vertx vertx, Network network) {
        this.vertx = vertx;
        this.network = network;
    }

    /// Opens a stream. A server that wants a nonce in the proof is dialled twice.
    ///
    /// @return null once it is open, else why it isn't
    @Nullable Loss dial(Origin origin, Credential credential, Stream stream)
            throws InterruptedException {
        var authorization = Authorization.of(credential);
        var loss = dial(origin, authorization, null, stream);
        return loss instanceof Loss.Refused refused && refused.nonce() != null
                ? dial(origin, authorization, refused.nonce(), stream)
                : loss;
    }

    private @Nullable Loss dial(
            Origin origin, Authorization authorization, @Nullable String nonce, Stream stream)
            throws InterruptedException {
        // One an attempt: what is trusted, and which way is taken, is asked anew each time.
        var client = client(origin);
        var headers = authorization.headers("GET", origin, Wire.STREAM_PATH, nonce);
        var connecting = connect(client, origin, headers, stream);
        try {
            return open(connecting.get(ALL_WITHIN.toSeconds(), TimeUnit.SECONDS), stream);
        } catch (TimeoutException _) {
            drop(connecting);
            return new Loss.Unreachable("no answer");
        } catch (InterruptedException stopped) {
            drop(connecting);
            throw stopped;
        } catch (ExecutionException failed) {
            return loss(failed.getCause());
        }
    }

    private WebSocketClient client(Origin origin) {
        var options =
                new WebSocketClientOptions()
                        .setConnectTimeout((int) EACH_STEP_WITHIN.toMillis())
                        .setSslHandshakeTimeout(EACH_STEP_WITHIN.toSeconds())
                        .setMaxFrameSize(Limits.MAX_MESSAGE_BYTES)
                        .setMaxMessageSize(Limits.MAX_MESSAGE_BYTES)
                        .setSendBufferSize(SEND_BUFFER_BYTES)
                        // A dead peer doesn't answer a close: there is no point in waiting long.
                        .setClosingTimeout(2);
        StreamRoute.take(network.to(origin), options);
        return vertx.createWebSocketClient(options);
    }

    private static CompletableFuture<WebSocketTransport> connect(
            WebSocketClient client, Origin origin, Map<String, String> headers, Stream stream) {
        var request =
                new WebSocketConnectOptions()
                        .setSsl(origin.secure())
                        .setHost(origin.host())
                        .setPort(origin.port())
                        .setURI(Wire.STREAM_PATH)
                        .setTimeout(EACH_STEP_WITHIN.toMillis())
                        .addSubProtocol(Wire.SUBPROTOCOL);
        headers.forEach(request::putHeader);
        var socket = client.webSocket();
        var transport = new WebSocketTransport(socket, stream, client::close);
        return socket.connect(request)
                .map(transport)
                .onFailure(_ -> client.close())
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static @Nullable Loss open(WebSocketTransport transport, Stream stream) {
        if (!Wire.SUBPROTOCOL.equals(transport.subprotocol())) {
            transport.close(CloseCode.PROTOCOL_ERROR);
            return new Loss.WrongProtocol();
        }
        stream.opened(transport);
        return null;
    }

    /// An answer that comes after we stopped waiting must not leave a second stream open.
    private static void drop(CompletableFuture<WebSocketTransport> connecting) {
        var _ = connecting.thenAccept(late -> late.close(CloseCode.GOING_AWAY));
    }

    private static Loss loss(@Nullable Throwable failure) {
        return switch (failure) {
            case UpgradeRejectedException rejected -> refused(rejected);
            case WebSocketClientHandshakeException _ -> new Loss.WrongProtocol();
            case null -> new Loss.Unreachable("no reason given");
            default -> {
                var obstacle = Obstacle.in(failure);
                yield obstacle == null
                        ? new Loss.Unreachable(why(failure))
                        : new Loss.Blocked(obstacle);
            }
        };
    }

    private static Loss.Refused refused(UpgradeRejectedException rejected) {
        var headers = rejected.getHeaders();
        var code = code(rejected);
        return new Loss.Refused(
                rejected.getStatus(),
                code,
                headers == null ? null : RetryAfter.parse(headers.get("Retry-After")),
                headers == null || !Dpop.USE_NONCE.equals(code)
                        ? null
                        : headers.get(Dpop.NONCE_HEADER));
    }

    /// The code of a refusal that is our own server's JSON; null where somebody else answered.
    private static @Nullable String code(UpgradeRejectedException rejected) {
        var body = rejected.getBody();
        if (body == null || body.length() > MAX_REFUSAL_BYTES) return null;
        try {
            Enrolment.@Nullable Refusal refusal =
                    REFUSALS.readValue(body.getBytes(), Enrolment.Refusal.class);
            // A body of `null` is JSON, but not ours.
            return refusal == null ? null : refusal.code();
        } catch (IOException _) {
            return null;
        }
    }

    private static String why(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
