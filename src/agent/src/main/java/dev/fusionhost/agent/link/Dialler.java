package dev.fusionhost.agent.link;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.network.Network;
import dev.fusionhost.agent.network.Obstacle;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.Wire;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.quarkus.websockets.next.WebSocketConnector;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Dials the server and upgrades to a stream.
@Singleton
public class Dialler {
    private static final Duration EACH_STEP_WITHIN = Duration.ofSeconds(10);
    private static final Duration ALL_WITHIN = Duration.ofSeconds(25);
    private static final int MAX_REFUSAL_BYTES = 64 * 1024;
    private static final JsonMapper REFUSALS = FrameCodec.mapper(MAX_REFUSAL_BYTES);

    private final Instance<WebSocketConnector<StreamEndpoint>> connectors;
    private final Network network;

    Dialler(Instance<WebSocketConnector<StreamEndpoint>> connectors, Network network) {
        this.connectors = connectors;
        this.network = network;
    }

    /// Opens a stream.
    ///
    /// @return null once it is open, else why it isn't
    @Nullable Loss dial(Origin origin, Credential credential, Stream stream)
            throws InterruptedException {
        var route = network.to(origin);
        var connecting =
                connectors
                        .get()
                        .baseUri(origin.uri())
                        .addHeader("Authorization", "Bearer " + credential.token())
                        .addSubprotocol(Wire.SUBPROTOCOL)
                        .userData(StreamEndpoint.STREAM, stream)
                        .customizeOptions(
                                (connect, client) -> {
                                    bound(connect, client);
                                    StreamRoute.take(route, client);
                                })
                        .connect()
                        .subscribeAsCompletionStage();
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

    private static @Nullable Loss open(WebSocketClientConnection connection, Stream stream) {
        var transport = new WebSocketTransport(connection);
        if (!Wire.SUBPROTOCOL.equals(connection.subprotocol())) {
            transport.close(CloseCode.PROTOCOL_ERROR);
            return new Loss.WrongProtocol();
        }
        stream.opened(transport);
        return null;
    }

    /// An answer that comes after we stopped waiting must not leave a second stream open.
    private static void drop(CompletableFuture<WebSocketClientConnection> connecting) {
        var _ =
                connecting.thenAccept(
                        late -> new WebSocketTransport(late).close(CloseCode.GOING_AWAY));
    }

    private static void bound(WebSocketConnectOptions connect, WebSocketClientOptions client) {
        connect.setTimeout(EACH_STEP_WITHIN.toMillis());
        client.setConnectTimeout((int) EACH_STEP_WITHIN.toMillis());
        client.setSslHandshakeTimeout(EACH_STEP_WITHIN.toSeconds());
        client.setMaxFrameSize(Limits.MAX_MESSAGE_BYTES);
        client.setMaxMessageSize(Limits.MAX_MESSAGE_BYTES);
        // A dead peer doesn't answer a close; there is no point in waiting long for it.
        client.setClosingTimeout(2);
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
        return new Loss.Refused(
                rejected.getStatus(),
                code(rejected),
                headers == null ? null : RetryAfter.parse(headers.get("Retry-After")));
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
