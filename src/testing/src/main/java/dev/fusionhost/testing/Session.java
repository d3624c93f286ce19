package dev.fusionhost.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.ServerFrame;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One device's stream, seen from the server: frames go out, frames come in, and the line between
/// can be cut, starved and lied to.
///
/// What waits, waits 10 s where a test says nothing else, and then fails with what came instead.
public final class Session {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final JsonMapper JSON = FrameCodec.mapper(Limits.MAX_MESSAGE_BYTES);
    // One count for all sessions: a host that comes back must not take a new call for an old one.
    private static final AtomicLong CALLS = new AtomicLong();

    private final Seen request;
    private final ServerWebSocket socket;
    private final Line line;
    private final Inbox inbox;

    Session(Seen request, ServerWebSocket socket, Line line, Inbox inbox) {
        this.request = request;
        this.socket = socket;
        this.line = line;
        this.inbox = inbox;
    }

    /// The request that became this stream.
    public Seen request() {
        return request;
    }

    /// Calls a tool and waits for its result. The input is a [JsonNode], or anything that Jackson
    /// makes an object of, a map or a record for example.
    public HostFrame.Result call(String tool, Object input) {
        return awaitResult(dispatch(tool, input));
    }

    /// Calls a tool in a mode, and waits for its result.
    public HostFrame.Result call(String tool, Object input, CallMode mode) {
        return awaitResult(dispatch(tool, input, mode, null));
    }

    /// Calls a tool with a time limit of its own, and waits for its result that long and 10 s more.
    public HostFrame.Result call(
            String tool, Object input, @Nullable CallMode mode, int timeoutSeconds) {
        return awaitResult(
                dispatch(tool, input, mode, timeoutSeconds), PATIENCE.plusSeconds(timeoutSeconds));
    }

    /// Sends a call and doesn't wait. Gives the call's id.
    public String dispatch(String tool, Object input) {
        return dispatch(tool, input, null, null);
    }

    /// Sends a call and doesn't wait. Gives the call's id.
    public String dispatch(
            String tool, Object input, @Nullable CallMode mode, @Nullable Integer timeoutSeconds) {
        var callId = "call-" + CALLS.incrementAndGet();
        send(
                new ServerFrame.Call(
                        callId, tool, JSON.<JsonNode>valueToTree(input), mode, timeoutSeconds));
        return callId;
    }

    public void cancel(String callId) {
        send(new ServerFrame.Cancel(callId));
    }

    public void settle(String callId) {
        send(new ServerFrame.Settled(callId));
    }

    /// Waits for the first frame of a stream.
    public HostFrame.Hello hello() {
        return await(HostFrame.Hello.class, _ -> true, PATIENCE);
    }

    /// Waits for the first result of a call on this stream.
    public HostFrame.Result awaitResult(String callId) {
        return awaitResult(callId, PATIENCE);
    }

    public HostFrame.Result awaitResult(String callId, Duration patience) {
        return await(HostFrame.Result.class, result -> result.callId().equals(callId), patience);
    }

    /// Waits for the first ack of a call. A result stands for it, so a quick call has none.
    public HostFrame.Ack awaitAck(String callId) {
        return await(HostFrame.Ack.class, ack -> ack.callId().equals(callId), PATIENCE);
    }

    /// Waits for the first frame of a type that is wanted, one that has come already included.
    public <F extends HostFrame> F await(
            Class<F> type, Predicate<? super F> wanted, Duration patience) {
        return type.cast(
                inbox.frames.await(
                        type.getSimpleName(),
                        patience,
                        frame -> type.isInstance(frame) && wanted.test(type.cast(frame))));
    }

    /// Waits until this many pings have come since the stream began.
    public void awaitPings(int count, Duration patience) {
        inbox.pings.await("ping " + count, patience, count - 1);
    }

    /// Every frame so far, in order.
    public List<HostFrame> received() {
        return inbox.frames.all();
    }

    /// Every result of a call so far, to count them.
    public List<HostFrame.Result> results(String callId) {
        return received().stream()
                .filter(HostFrame.Result.class::isInstance)
                .map(HostFrame.Result.class::cast)
                .filter(result -> result.callId().equals(callId))
                .toList();
    }

    public void send(ServerFrame frame) {
        sendText(Inbox.CODEC.text(frame));
    }

    /// Sends a text message that needn't be a frame.
    public void sendText(String text) {
        sendText(text.getBytes(UTF_8));
    }

    /// Sends a text message that needn't be UTF-8.
    public void sendText(byte[] bytes) {
        line.text(bytes);
    }

    public void sendBinary(byte[] bytes) {
        line.binary(bytes);
    }

    /// Sends one text message in WebSocket frames of this many bytes, which may cut a character.
    public void sendFragmented(String text, int fragmentSize) {
        line.fragments(text.getBytes(UTF_8), fragmentSize);
    }

    /// Closes the stream as the protocol says; [#awaitClose] tells what the device makes of it.
    public void close(int code, String reason) {
        socket.close((short) code, reason);
    }

    /// Cuts the connection with a TCP reset, and without a close frame.
    public void drop() {
        line.reset();
    }

    /// Ends the connection in order (FIN), but without a close frame.
    public void hangUp() {
        line.hangUp();
    }

    /// Leaves everything that the device sends in the socket's buffers, until they are full.
    public void stopReading() {
        line.stopReading();
    }

    public void resumeReading() {
        line.resumeReading();
    }

    /// Keeps the connection open and is gone all the same: reads nothing, and says nothing more,
    /// not even a pong.
    public void blackHole() {
        line.swallow();
        line.stopReading();
    }

    public boolean closed() {
        return inbox.closeCode.isDone();
    }

    /// Waits for the end of the stream, and gives its close code: 1006 where there was no close
    /// frame.
    public int awaitClose(Duration patience) {
        try {
            return inbox.closeCode.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new AssertionError("the stream is still open after " + patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a close", interrupted);
        } catch (ExecutionException broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public String toString() {
        return "Session[" + request.uri() + (closed() ? ", closed]" : ", open]");
    }
}
