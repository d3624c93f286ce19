package dev.fusionhost.agent.link;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes to a WebSocket without waiting for it.
record WebSocketTransport(WebSocketClientConnection connection) implements Transport {
    private static final Logger LOG = Logger.getLogger(WebSocketTransport.class);

    @Override
    public void send(String text, Consumer<@Nullable Throwable> done) {
        connection.sendText(text).subscribe().with(_ -> done.accept(null), done);
    }

    @Override
    public void ping() {
        connection.sendPing(Buffer.buffer()).subscribe().with(_ -> {}, WebSocketTransport::ignore);
    }

    @Override
    public void close(int code) {
        if (connection.isClosed()) return;
        connection
                .close(new CloseReason(code))
                .subscribe()
                .with(_ -> {}, WebSocketTransport::ignore);
    }

    /// What can't be written to a stream that is going shows in its loss.
    private static void ignore(Throwable failure) {
        LOG.debugf(failure, "Not sent");
    }
}
