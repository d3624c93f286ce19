package dev.fusionhost.e2e;

import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A host without tools and without a process of its own: it holds its stream, pings, and comes
/// back as the wire protocol's section 5 says, full jitter. Thousands of them fit into one test.
final class LightHost {
    private static final FrameCodec CODEC = new FrameCodec();

    private final URI stream;
    private final String deviceId;
    private final String token;
    private final Herd herd;

    /// Only the newest attempt speaks for the host.
    private final AtomicLong attempt = new AtomicLong();

    private volatile long goneSince;

    /// What the hosts of one test share: their sockets, their clock, and who counts them.
    record Herd(HttpClient http, ScheduledExecutorService clock, Tally tally) {}

    LightHost(URI origin, String deviceId, String token, Herd herd) {
        stream = URI.create("ws" + origin.resolve(Wire.STREAM_PATH).toString().substring(4));
        this.deviceId = deviceId;
        this.token = token;
        this.herd = herd;
        goneSince = System.nanoTime();
    }

    void dial() {
        var mine = attempt.incrementAndGet();
        herd.tally().attempted();
        var _ =
                herd.http()
                        .newWebSocketBuilder()
                        .connectTimeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer " + token)
                        .subprotocols(Wire.SUBPROTOCOL)
                        .buildAsync(stream, new Ears(mine))
                        .whenComplete(
                                (_, failed) -> {
                                    if (failed != null) lost(mine, askedToWait(failed));
                                });
    }

    /// As long as the server says, and up to a quarter more.
    private static long askedToWait(Throwable failed) {
        if (!(failed.getCause() instanceof WebSocketHandshakeException refused)) return 0;
        var seconds = refused.getResponse().headers().firstValueAsLong("Retry-After").orElse(0);
        return seconds * 1_000 + upTo(seconds * 250);
    }

    private void lost(long which, long atLeast) {
        if (!attempt.compareAndSet(which, which + 1)) return;
        if (herd.tally().left(this)) goneSince = System.nanoTime();
        var wait = Math.max(upTo(growing()), atLeast);
        var _ = herd.clock().schedule(this::dial, wait, TimeUnit.MILLISECONDS);
    }

    /// With the time that the server is gone, as the pauses of our own host do.
    private long growing() {
        var gone = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - goneSince);
        return Math.max(1, Long.highestOneBit(gone / 2)) * 1_000;
    }

    private static long upTo(long millis) {
        return millis == 0 ? 0 : ThreadLocalRandom.current().nextLong(Math.min(millis, 60_000));
    }

    private final class Ears implements WebSocket.Listener {
        private final long which;
        private final StringBuilder text = new StringBuilder();

        Ears(long which) {
            this.which = which;
        }

        @Override
        public void onOpen(WebSocket socket) {
            if (attempt.get() != which) {
                socket.abort();
                return;
            }
            var none = List.<String>of();
            var hello =
                    new Hello(
                            Wire.VERSION,
                            deviceId,
                            "boot",
                            "light",
                            null,
                            List.of(),
                            HostLimits.DEFAULT,
                            none,
                            none);
            var _ = socket.sendText(CODEC.text(hello), true);
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var frame = CODEC.serverFrame(text.toString());
                text.setLength(0);
                if (frame instanceof ServerFrame.Welcome) welcomed(socket);
            }
            socket.request(1);
            return null;
        }

        private void welcomed(WebSocket socket) {
            herd.tally().arrived(LightHost.this);
            pingLater(socket);
        }

        private void pingLater(WebSocket socket) {
            var _ = herd.clock().schedule(() -> ping(socket), 15, TimeUnit.SECONDS);
        }

        private void ping(WebSocket socket) {
            if (attempt.get() != which) return;
            var _ = socket.sendPing(ByteBuffer.allocate(0));
            pingLater(socket);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            var planned = code == WebSocket.NORMAL_CLOSURE || code == 1001;
            lost(which, planned ? upTo(5_000) : 0);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable broken) {
            lost(which, 0);
        }
    }
}
