package dev.fusionhost.server.stream;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.ServerConfig;
import dev.fusionhost.server.dispatch.HostDispatcher;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPingMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/// Adapts Quarkus' WebSocket to a [HostStream]. The only class that knows both.
///
/// Everything runs on the event loop and returns at once: frames are read where they arrive, so
/// that a device that sends more than we read is slowed down by TCP, and nothing here touches the
/// database.
@WebSocket(path = Wire.STREAM_PATH)
class StreamEndpoint {
    private static final Logger LOG = Logger.getLogger(StreamEndpoint.class);
    private static final TypedKey<HostStream> STREAM = new TypedKey<>("stream");
    private static final int UNSUPPORTED_DATA = 1003;

    private final HostDispatcher dispatcher;
    private final AttendanceBook attendance;
    private final OpenStreams open;
    private final int heartbeatSeconds;

    StreamEndpoint(
            HostDispatcher dispatcher,
            AttendanceBook attendance,
            OpenStreams open,
            ServerConfig config) {
        this.dispatcher = dispatcher;
        this.attendance = attendance;
        this.open = open;
        this.heartbeatSeconds = config.heartbeatSeconds();
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        var stream =
                new HostStream(
                        connection.userData().get(StreamGate.DEVICE_ID),
                        new SocketOutlet(connection, System::nanoTime),
                        dispatcher,
                        attendance.from(connection.userData().get(StreamGate.ADDRESS)),
                        heartbeatSeconds,
                        System::nanoTime);
        connection.userData().put(STREAM, stream);
        open.add(stream);
    }

    @OnTextMessage
    @NonBlocking
    void text(String message, WebSocketConnection connection) {
        stream(connection).text(message);
    }

    @OnPingMessage
    @NonBlocking
    void ping(Buffer payload, WebSocketConnection connection) {
        stream(connection).heard();
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer message, WebSocketConnection connection) {
        stream(connection).close(UNSUPPORTED_DATA);
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debug("A stream failed", failure);
        // Of what comes here, only a message over the limit leaves the socket open.
        stream(connection).close(CloseCode.TOO_BIG);
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        var stream = stream(connection);
        open.remove(stream);
        stream.closed();
    }

    private static HostStream stream(WebSocketConnection connection) {
        return connection.userData().get(STREAM);
    }
}
