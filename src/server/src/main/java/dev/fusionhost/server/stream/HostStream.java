package dev.fusionhost.server.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.MalformedFrameException;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.dispatch.HostDispatcher;
import dev.fusionhost.server.dispatch.HostSink;
import dev.fusionhost.server.dispatch.Leftovers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One device's stream, from its hello to its end: reads what the device says and passes it on.
///
/// Texts come one after the other; everything else may come at any time from any thread.
final class HostStream implements HostSink {
    static final Duration HELLO_DEADLINE = Duration.ofSeconds(10);

    private static final FrameCodec CODEC = new FrameCodec();
    private static final Logger LOG = Logger.getLogger(HostStream.class);

    // RFC 6455, section 7.4.1.
    private static final int INVALID_PAYLOAD = 1007;
    private static final int INTERNAL_ERROR = 1011;

    private final String deviceId;
    private final Outlet outlet;
    private final HostDispatcher dispatcher;
    private final Attendance attendance;
    private final int heartbeatSeconds;
    private final LongSupplier nanos;

    /// Calls that come while the welcome is on its way go behind it.
    private final List<String> held = new ArrayList<>();

    private boolean isWelcomed;
    private volatile long heardAt;
    private volatile @Nullable Runnable disconnect;
    private volatile int maxMessageBytes = Limits.MAX_MESSAGE_BYTES;
    private volatile boolean isOver;

    HostStream(
            String deviceId,
            Outlet outlet,
            HostDispatcher dispatcher,
            Attendance attendance,
            int heartbeatSeconds,
            LongSupplier nanos) {
        this.deviceId = deviceId;
        this.outlet = outlet;
        this.dispatcher = dispatcher;
        this.attendance = attendance;
        this.heartbeatSeconds = heartbeatSeconds;
        this.nanos = nanos;
        heardAt = nanos.getAsLong();
    }

    /// The device is alive: a ping, or anything else.
    void heard() {
        // Before its hello it has said nothing, however often it pings.
        if (isGreeted()) heardAt = nanos.getAsLong();
    }

    void text(String message) {
        // What still arrives after the end is of no use: the device has gone on by another stream,
        // and a late ack of this one would speak for a delivery that was made there.
        if (isOver) return;
        heard();
        try {
            var frame = CODEC.hostFrame(message);
            if (isGreeted()) {
                take(frame);
            } else if (frame instanceof HostFrame.Hello hello) {
                greet(hello);
            } else {
                close(CloseCode.POLICY_VIOLATION);
            }
        } catch (MalformedFrameException _) {
            close(INVALID_PAYLOAD);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "A frame of device %s could not be handled", deviceId);
            close(INTERNAL_ERROR);
        }
    }

    private void greet(HostFrame.Hello hello) {
        if (hello.protocol() != Wire.VERSION) {
            close(CloseCode.UPGRADE_REQUIRED);
        } else if (!hello.deviceId().equals(deviceId)) {
            close(CloseCode.POLICY_VIOLATION);
        } else {
            welcome(hello);
        }
    }

    private void welcome(HostFrame.Hello hello) {
        heardAt = nanos.getAsLong();
        maxMessageBytes = hello.limits().maxMessageBytes();
        var settled = dispatcher.settled(deviceId, hello.unsettled());
        var leftovers = Leftovers.of(hello.running(), hello.unsettled());
        disconnect = dispatcher.connect(deviceId, this, leftovers);
        // Only now: whoever sees the welcome can count on the device being online.
        var session = UUID.randomUUID().toString();
        release(new ServerFrame.Welcome(session, heartbeatSeconds, settled));
        attendance.arrived(hello);
    }

    private void take(HostFrame frame) {
        switch (frame) {
            case HostFrame.Hello _ -> close(CloseCode.PROTOCOL_ERROR);
            case HostFrame.Ack ack -> dispatcher.acknowledge(deviceId, ack);
            case HostFrame.Result result -> dispatcher.deliver(deviceId, result);
            case HostFrame.Progress progress -> dispatcher.progressed(deviceId, progress);
            // What follows is the close. Until then nobody shall send it anything more.
            case HostFrame.Bye _ -> disconnected();
            case HostFrame.Unknown _ -> {}
        }
    }

    /// Ends the stream when its device is silent, or reads no more. To be asked every second or so.
    void check() {
        var silence = Duration.ofNanos(nanos.getAsLong() - heardAt);
        if (isOver) {
            // The close is on its way, and a second one would say another reason.
        } else if (!isGreeted()) {
            if (silence.compareTo(HELLO_DEADLINE) > 0) close(CloseCode.POLICY_VIOLATION);
        } else if (silence.toMillis() > heartbeatSeconds * 2_500L || outlet.isStuck()) {
            close(CloseCode.GOING_AWAY);
        }
    }

    /// The WebSocket is gone.
    void closed() {
        isOver = true;
        if (isGreeted()) attendance.left(deviceId);
        disconnected();
    }

    @Override
    public void send(ServerFrame frame) {
        var text = CODEC.text(frame);
        if (frame instanceof ServerFrame.Call(var callId, _, _, _, _) && isTooLarge(text)) {
            // Sent, it would end the stream, and the next one, and the next.
            var refused = Ack.State.REJECTED;
            dispatcher.acknowledge(deviceId, new Ack(callId, refused, HostDispatcher.TOO_LARGE));
            return;
        }
        synchronized (held) {
            if (isWelcomed) outlet.send(text);
            else held.add(text);
        }
    }

    private boolean isTooLarge(String text) {
        // The wire counts bytes: one to three a character.
        if (text.length() <= maxMessageBytes / 3) return false;
        return text.length() > maxMessageBytes || text.getBytes(UTF_8).length > maxMessageBytes;
    }

    private void release(ServerFrame.Welcome welcome) {
        synchronized (held) {
            outlet.send(CODEC.text(welcome));
            held.forEach(outlet::send);
            held.clear();
            isWelcomed = true;
        }
    }

    @Override
    public void close(int code) {
        isOver = true;
        // At once: a dead peer's socket may take its time to close.
        disconnected();
        outlet.close(code);
    }

    private void disconnected() {
        var undo = disconnect;
        if (undo != null) undo.run();
    }

    private boolean isGreeted() {
        return disconnect != null;
    }
}
