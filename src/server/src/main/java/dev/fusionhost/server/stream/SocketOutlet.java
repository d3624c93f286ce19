package dev.fusionhost.server.stream;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.function.LongSupplier;

/// Sends over a WebSocket without waiting, and sees when nothing gets through any more.
final class SocketOutlet implements Outlet {
    private final WebSocketConnection connection;
    private final Unsent unsent;

    SocketOutlet(WebSocketConnection connection, LongSupplier nanos) {
        this.connection = connection;
        unsent = new Unsent(nanos);
    }

    @Override
    public void send(String text) {
        var length = text.length();
        if (connection.isClosed() || !unsent.admits(length)) return;
        connection
                .sendText(text)
                .subscribe()
                .with(_ -> unsent.left(length), _ -> unsent.left(length));
    }

    @Override
    public boolean isStuck() {
        return unsent.isStuck();
    }

    @Override
    public void close(int code) {
        if (connection.isClosed()) return;
        // Both ends of a close race are fine: the socket is gone either way.
        connection.close(new CloseReason(code)).subscribe().with(_ -> {}, _ -> {});
    }
}
