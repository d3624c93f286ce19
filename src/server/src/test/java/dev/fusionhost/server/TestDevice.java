package dev.fusionhost.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fusionhost.protocol.Agent;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ToolDescription;
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

/// A device's stream, by the JDK's own WebSocket client.
public final class TestDevice implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final FrameCodec CODEC = new FrameCodec();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String deviceId;
    private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<ByteBuffer> pong = new CompletableFuture<>();
    private final WebSocket socket;

    private TestDevice(URI server, String deviceId, String token) {
        this.deviceId = deviceId;
        socket = dial(server, token, Wire.SUBPROTOCOL, new Ears()).join();
    }

    /// An upgrade and nothing more; fails with what the server answers.
    public static CompletableFuture<WebSocket> dial(
            URI server, String token, String subprotocol, WebSocket.Listener listener) {
        var stream = URI.create("ws" + server.resolve(Wire.STREAM_PATH).toString().substring(4));
        return HTTP.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .subprotocols(subprotocol)
                .buildAsync(stream, listener);
    }

    public static TestDevice silent(URI server, Enrolment.Response identity) {
        return new TestDevice(server, identity.deviceId(), identity.token());
    }

    /// Comes without leftovers, and waits for its welcome.
    public static TestDevice connected(URI server, Enrolment.Response identity) {
        var device = silent(server, identity);
        device.hello(List.of(), List.of());
        assertThat(device.next()).isInstanceOf(ServerFrame.Welcome.class);
        return device;
    }

    /// A host that was started under this boot id.
    public static TestDevice booted(URI server, Enrolment.Response identity, String bootId) {
        var device = silent(server, identity);
        device.hello(bootId, List.of(), List.of());
        assertThat(device.next()).isInstanceOf(ServerFrame.Welcome.class);
        return device;
    }

    public void hello(List<String> running, List<String> unsettled) {
        hello("boot", running, unsettled);
    }

    private void hello(String bootId, List<String> running, List<String> unsettled) {
        say(
                new Hello(
                        Wire.VERSION,
                        deviceId,
                        bootId,
                        "workshop",
                        new Agent("test", "0.2.0", "linux", "arm64"),
                        List.of(tool()),
                        HostLimits.DEFAULT,
                        running,
                        unsettled));
    }

    private static ToolDescription tool() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var kind = ToolDescription.Kind.READ;
        return new ToolDescription("list_folder", null, "Lists a folder.", kind, schema, null);
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public void say(HostFrame frame) {
        say(CODEC.text(frame));
    }

    public void say(String text) {
        socket.sendText(text, true).join();
    }

    /// A message in pieces.
    public void say(String piece, int times) {
        for (var i = 0; i < times; i++) socket.sendText(piece, i == times - 1).join();
    }

    public void sayBytes() {
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    }

    public CompletableFuture<ByteBuffer> ping() {
        socket.sendPing(ByteBuffer.wrap(new byte[] {42})).join();
        return pong;
    }

    public ServerFrame next() {
        try {
            var frame = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(frame).as("a frame from the server").isNotNull();
            return frame;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public ServerFrame.Call nextCall() {
        return (ServerFrame.Call) next();
    }

    /// The code that the server closed the stream with.
    public int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Gone without a close frame.
    public void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(CODEC.serverFrame(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pong.complete(message);
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
            closed.completeExceptionally(broken);
        }
    }
}
