package dev.fusionhost.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.MalformedFrameException;
import dev.fusionhost.protocol.ServerFrame;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a device said on one stream, and the answers that need no test to give them.
final class Inbox {
    static final FrameCodec CODEC = new FrameCodec();

    private static final int NO_CLOSE_FRAME = 1006;
    private static final AtomicLong SESSIONS = new AtomicLong();

    final Sightings<HostFrame> frames = new Sightings<>("frames");
    final Sightings<String> pings = new Sightings<>("pings");
    final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

    private final Upgrade.Accept manners;
    private final Line line;
    private final BooleanSupplier settlesResults;

    Inbox(
            Upgrade.Accept manners,
            ServerWebSocket socket,
            Line line,
            BooleanSupplier settlesResults) {
        this.manners = manners;
        this.line = line;
        this.settlesResults = settlesResults;
        socket.textMessageHandler(this::read);
        socket.frameHandler(
                frame -> {
                    if (frame.isPing()) pings.add("ping");
                });
        socket.closeHandler(_ -> closed(socket.closeStatusCode()));
    }

    private void read(String text) {
        try {
            var frame = CODEC.hostFrame(text);
            frames.add(frame);
            answer(frame);
        } catch (MalformedFrameException malformed) {
            frames.end("the device sent no frame but %s (%s)".formatted(text, malformed));
        }
    }

    private void answer(HostFrame frame) {
        switch (frame) {
            case HostFrame.Hello _ when manners.welcomes() ->
                    say(
                            new ServerFrame.Welcome(
                                    "session-" + SESSIONS.incrementAndGet(),
                                    manners.heartbeatSeconds(),
                                    manners.settled()));
            case HostFrame.Result result when settlesResults.getAsBoolean() ->
                    say(new ServerFrame.Settled(result.callId()));
            case HostFrame.Hello _,
                    HostFrame.Ack _,
                    HostFrame.Progress _,
                    HostFrame.Result _,
                    HostFrame.Bye _,
                    HostFrame.Unknown _ -> {}
        }
    }

    private void say(ServerFrame frame) {
        line.text(CODEC.text(frame).getBytes(UTF_8));
    }

    private void closed(@Nullable Short code) {
        closeCode.complete(code == null ? NO_CLOSE_FRAME : code.intValue());
        frames.end("the stream is closed (%d)".formatted(closeCode.join()));
        pings.end("the stream is closed");
    }
}
