package dev.fusionhost.testing;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One TCP connection, below HTTP. Vert.x is polite: it answers pings, reads on and says goodbye.
/// This class is where it is made to stop, and the only one that knows Netty.
final class Line {
    private static final Duration SEND_DEADLINE = Duration.ofSeconds(10);

    private final Channel channel;
    private volatile boolean swallows;

    private Line(Channel channel) {
        this.channel = channel;
    }

    static Line of(HttpConnection connection) {
        return new Line(((ConnectionBase) connection).channel());
    }

    /// Ends the connection with a reset, and whatever was under way is lost.
    void reset() {
        end(() -> channel.config().setOption(ChannelOption.SO_LINGER, 0));
    }

    /// Ends the connection with a FIN, and without a WebSocket close frame before it.
    void hangUp() {
        end(() -> {});
    }

    private void end(Runnable before) {
        onChannel(
                () -> {
                    if (!channel.isOpen()) return;
                    before.run();
                    // Below Vert.x' own handlers, which would say goodbye first.
                    var _ = channel.pipeline().firstContext().close();
                });
    }

    /// Does it on the channel's thread, and is done when it returns.
    private void onChannel(Runnable task) {
        if (channel.eventLoop().inEventLoop()) task.run();
        else channel.eventLoop().submit(task).syncUninterruptibly();
    }

    /// Leaves what comes in the socket's buffers, pings and closes too.
    void stopReading() {
        onChannel(
                () -> {
                    if (channel.pipeline().get(Gate.class) == null)
                        channel.pipeline().addFirst(new Gate());
                    channel.config().setAutoRead(false);
                });
    }

    void resumeReading() {
        onChannel(
                () -> {
                    if (channel.pipeline().get(Gate.class) != null)
                        channel.pipeline().remove(Gate.class);
                    channel.config().setAutoRead(true);
                });
    }

    /// Says nothing any more, and claims to have said it.
    void swallow() {
        swallows = true;
    }

    void text(byte[] bytes) {
        send(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    void binary(byte[] bytes) {
        send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    /// One text message in frames of this many bytes; a character may be cut in two.
    void fragments(byte[] bytes, int size) {
        for (int from = 0; from == 0 || from < bytes.length; from += size) {
            var length = Math.min(size, bytes.length - from);
            var last = from + length == bytes.length;
            var part = Unpooled.wrappedBuffer(bytes, from, length);
            send(
                    from == 0
                            ? new TextWebSocketFrame(last, 0, part)
                            : new ContinuationWebSocketFrame(last, 0, part));
        }
    }

    private void send(WebSocketFrame frame) {
        if (swallows) return;
        var sent = channel.writeAndFlush(frame);
        // Vert.x answers on the channel's own thread, which must not wait for itself.
        if (channel.eventLoop().inEventLoop()) return;
        if (!sent.awaitUninterruptibly(SEND_DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
            throw new AssertionError(
                    "not sent within " + SEND_DEADLINE + ": the device doesn't read");
        if (!sent.isSuccess()) throw new AssertionError("not sent", sent.cause());
    }
}
