package dev.fusionhost.testing;

import dev.fusionhost.protocol.Agent;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The JDK's own WebSocket client as a device: strict, and no relative of the server's Vert.x.
final class Device implements WebSocket.Listener, AutoCloseable {
    private static final FrameCodec CODEC = new FrameCodec();

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> binaries = new LinkedBlockingQueue<>();
    final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();

    /// Its close code, or 1006 where the stream broke.
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    final WebSocket socket;

    private final HttpClient http;
    private final StringBuilder partial = new StringBuilder();

    Device(URI origin) {
        this(origin, "token", Duration.ofSeconds(5));
    }

    Device(URI origin, String token, Duration patience) {
        http = HttpClient.newHttpClient();
        var stream = "ws://" + origin.getAuthority() + Wire.STREAM_PATH;
        socket =
                http.newWebSocketBuilder()
                        .subprotocols(Wire.SUBPROTOCOL)
                        .header("Authorization", "Bearer " + token)
                        .connectTimeout(patience)
                        .buildAsync(URI.create(stream), this)
                        .join();
    }

    Device say(HostFrame frame) {
        return say(CODEC.text(frame));
    }

    Device say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    Device sayHello() {
        return say(
                new HostFrame.Hello(
                        Wire.VERSION,
                        "device-1",
                        "boot-1",
                        "JDK",
                        new Agent("jdk", "25", null, null),
                        List.of(),
                        HostLimits.DEFAULT,
                        List.of(),
                        List.of()));
    }

    ServerFrame hear() throws InterruptedException {
        var text = texts.poll(5, TimeUnit.SECONDS);
        if (text == null) throw new AssertionError("the server says nothing");
        return CODEC.serverFrame(text);
    }

    <F extends ServerFrame> F hear(Class<F> type) throws InterruptedException {
        return type.cast(hear());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        binaries.add(data.remaining());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
        pongs.add("pong");
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
