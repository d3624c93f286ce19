package dev.fusionhost.agent.link;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Wire;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnPingMessage;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketClient;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/// Hands what a WebSocket hears to its [Stream]. All of it on the event loop: reading a frame costs
/// microseconds, and the calls themselves get threads of their own.
@WebSocketClient(path = Wire.STREAM_PATH)
class StreamEndpoint {
    static final TypedKey<Stream> STREAM = new TypedKey<>("stream");

    private static final Logger LOG = Logger.getLogger(StreamEndpoint.class);

    @OnTextMessage
    @NonBlocking
    void text(String message, WebSocketClientConnection connection) {
        stream(connection).received(message);
    }

    @OnPongMessage
    @NonBlocking
    void pong(Buffer payload, WebSocketClientConnection connection) {
        stream(connection).heard();
    }

    @OnPingMessage
    @NonBlocking
    void ping(Buffer payload, WebSocketClientConnection connection) {
        stream(connection).heard();
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketClientConnection connection) {
        stream(connection).lost(new Loss.Closed(closeCode(connection)));
    }

    /// A frame over its bounds, bad UTF-8, a broken pipe: none of them leaves a stream worth
    /// keeping.
    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketClientConnection connection) {
        LOG.debugf(failure, "The stream failed");
        var code = TransportFailure.closeCode(failure);
        stream(connection).lost(new Loss.Closed(code));
        new WebSocketTransport(connection).close(code);
    }

    private static Stream stream(WebSocketClientConnection connection) {
        return connection.userData().get(STREAM);
    }

    private static int closeCode(WebSocketClientConnection connection) {
        try {
            var reason = connection.closeReason();
            return reason == null ? CloseCode.ABNORMAL : reason.getCode();
        } catch (IllegalArgumentException _) {
            // The peer closed with a number that no peer may send (RFC 6455, 7.4).
            return CloseCode.PROTOCOL_ERROR;
        }
    }
}
