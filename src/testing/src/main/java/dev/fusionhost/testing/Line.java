package dev.fusionhost.testing;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        var frames = new ArrayList<WebSocketFrame>();
        for (int from = 0; from == 0 || from < bytes.length; from += size) {
            var length = Math.min(size, bytes.length - from);
            var last = from + length == bytes.length;
            var part = Unpooled.wrappedBuffer(bytes, from, length);
            frames.add(
                    from == 0
                            ? new TextWebSocketFrame(last, 0, part)
                            : new ContinuationWebSocketFrame(last, 0, part));
        }
        send(frames);
    }

    private void send(WebSocketFrame frame) {
        send(List.of(frame));
    }

    /// Sends the frames of one message. All in one go: an answer of the channel's own thread that
    /// got in between would be a fault of the protocol (RFC 6455, 5.4).
    private void send(List<WebSocketFrame> frames) {
        if (swallows) return;
        var sent = channel.newPromise();
        // Vert.x answers on the channel's own thread, which must not wait for itself.
        if (channel.eventLoop().inEventLoop()) {
            write(frames, sent);
            return;
        }
        channel.eventLoop().execute(() -> write(frames, sent));
        if (!sent.awaitUninterruptibly(SEND_DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
            throw new AssertionError(
                    "not sent within " + SEND_DEADLINE + ": the device doesn't read");
        if (!sent.isSuccess()) throw new AssertionError("not sent", sent.cause());
    }

    private void write(List<WebSocketFrame> frames, ChannelPromise sent) {
        var last = frames.size() - 1;
        for (var frame : frames.subList(0, last)) channel.write(frame, channel.voidPromise());
        channel.writeAndFlush(frames.get(last), sent);
    }
}
