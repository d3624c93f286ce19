package dev.fusionhost.server.stream;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Sends over a WebSocket without waiting, and sees when nothing gets through any more.
final class SocketOutlet implements Outlet {
    private static final Duration SEND_DEADLINE = Duration.ofSeconds(10);

    /// A device that has so many frames to read yet isn't worth the memory of more.
    private static final int MAX_UNSENT = 2_000;

    private final WebSocketConnection connection;
    private final LongSupplier nanos;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile long movedAt;

    SocketOutlet(WebSocketConnection connection, LongSupplier nanos) {
        this.connection = connection;
        this.nanos = nanos;
        movedAt = nanos.getAsLong();
    }

    @Override
    public void send(String text) {
        if (connection.isClosed() || unsent.get() > MAX_UNSENT) return;
        if (unsent.getAndIncrement() == 0) movedAt = nanos.getAsLong();
        connection.sendText(text).subscribe().with(_ -> moved(), _ -> moved());
    }

    private void moved() {
        movedAt = nanos.getAsLong();
        unsent.decrementAndGet();
    }

    @Override
    public boolean isStuck() {
        if (unsent.get() > MAX_UNSENT) return true;
        return unsent.get() > 0 && nanos.getAsLong() - movedAt > SEND_DEADLINE.toNanos();
    }

    @Override
    public void close(int code) {
        if (connection.isClosed()) return;
        // Both ends of a close race are fine: the socket is gone either way.
        connection.close(new CloseReason(code)).subscribe().with(_ -> {}, _ -> {});
    }
}
