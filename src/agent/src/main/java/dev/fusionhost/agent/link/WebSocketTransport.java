package dev.fusionhost.agent.link;

import dev.fusionhost.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hands what a WebSocket hears to its [Stream], and writes to it without waiting.
///
/// What is heard is read on the event loop, which costs microseconds, and calls get threads of
/// their own. A long message is read elsewhere, and the next one waits in the socket meanwhile. A
/// long message is written in frames, one after the other: so it is seen to move on a line where
/// all of it takes long, and a ping gets in between.
final class WebSocketTransport implements Transport {
    private static final Logger LOG = Logger.getLogger(WebSocketTransport.class);

    /// In characters. Reading as many takes less than a millisecond, and a line on which writing
    /// them takes more than 10 s does 50 kbit/s.
    private static final int LONG = 64 * 1024;

    private final WebSocket socket;
    private final Stream stream;

    /// What is said while a long message is written. It goes out after it.
    private final Queue<Message> waiting = new ArrayDeque<>();

    private boolean busy;

    /// @param closed called when nothing of the connection is left
    WebSocketTransport(WebSocket socket, Stream stream, Runnable closed) {
        this.socket = socket;
        this.stream = stream;
        socket.textMessageHandler(this::heard);
        socket.pongHandler(_ -> stream.heard());
        socket.frameHandler(_ -> stream.heard());
        socket.exceptionHandler(this::failed);
        socket.closeHandler(
                _ -> {
                    stream.lost(new Loss.Closed(closeCode()));
                    closed.run();
                });
    }

    private record Message(String text, Progress progress) {}

    /// What the peer has agreed to; null for nothing.
    @Nullable String subprotocol() {
        return socket.subProtocol();
    }

    @Override
    public void send(String text, Progress progress) {
        var message = new Message(text, progress);
        synchronized (this) {
            if (busy) {
                waiting.add(message);
                return;
            }
            if (text.length() <= LONG) {
                whole(message);
                return;
            }
            busy = true;
        }
        frame(message, 0);
    }

    private void whole(Message message) {
        var progress = message.progress;
        socket.writeTextMessage(message.text).onComplete(_ -> progress.written(), progress::failed);
    }

    private void frame(Message message, int from) {
        var text = message.text;
        var end = Math.min(from + LONG, text.length());
        // Not between the halves of a character.
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        var to = end;
        write(text.substring(from, to), from == 0, to == text.length())
                .onComplete(
                        _ -> {
                            if (to < text.length()) {
                                message.progress.moved();
                                frame(message, to);
                            } else {
                                message.progress.written();
                                next();
                            }
                        },
                        message.progress::failed);
    }

    private Future<Void> write(String part, boolean first, boolean last) {
        return socket.writeFrame(
                first
                        ? WebSocketFrame.textFrame(part, last)
                        : WebSocketFrame.continuationFrame(Buffer.buffer(part), last));
    }

    /// A long message is out: those that came meanwhile follow, up to the next long one.
    private void next() {
        Message message;
        synchronized (this) {
            while ((message = waiting.poll()) != null && message.text.length() <= LONG)
                whole(message);
            busy = message != null;
        }
        if (message != null) frame(message, 0);
    }

    @Override
    public void ping() {
        socket.writePing(Buffer.buffer()).onFailure(WebSocketTransport::ignore);
    }

    @Override
    public void close(int code) {
        if (!socket.isClosed()) socket.close((short) code).onFailure(WebSocketTransport::ignore);
    }

    private void heard(String text) {
        if (text.length() <= LONG) {
            stream.received(text);
            return;
        }
        socket.pause();
        Thread.startVirtualThread(
                () -> {
                    try {
                        stream.received(text);
                    } finally {
                        socket.resume();
                    }
                });
    }

    /// A frame over its bounds, bad UTF-8, a broken pipe: none of them leaves a stream worth
    /// keeping.
    private void failed(Throwable failure) {
        LOG.debugf(failure, "The stream failed");
        var code = TransportFailure.closeCode(failure);
        stream.lost(new Loss.Closed(code));
        close(code);
    }

    private int closeCode() {
        var code = socket.closeStatusCode();
        return code == null ? CloseCode.ABNORMAL : code.intValue();
    }

    /// What can't be written to a stream that is going shows in its loss.
    private static void ignore(Throwable failure) {
        LOG.debugf(failure, "Not sent");
    }
}
