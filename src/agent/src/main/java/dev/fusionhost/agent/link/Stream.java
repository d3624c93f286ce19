package dev.fusionhost.agent.link;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.MalformedFrameException;
import dev.fusionhost.protocol.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One stream, from its upgrade to its loss. It turns text into frames and back, says hello, pings,
/// and notices a peer that is silent or doesn't read.
final class Stream implements FrameHandler.Outlet {
    private static final Logger LOG = Logger.getLogger(Stream.class);
    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(5);

    /// Of a send, and of each part of a long one.
    private static final Duration MOVES_WITHIN = Duration.ofSeconds(10);

    /// Far more than calls at work and their progress can make; only a peer that doesn't read gets
    /// there.
    private static final int MOST_UNSENT = 10_000;

    /// Four of the largest messages.
    private static final long MOST_UNSENT_CHARACTERS = 4L * Limits.MAX_MESSAGE_BYTES;

    /// What is sent in turn waits while more than this is under way.
    private static final long ROOM = 1024 * 1024;

    /// A peer that is there answers a ping at once; a phone's network takes a second or two.
    private static final Duration PONG_WITHIN = Duration.ofSeconds(5);

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final FrameCodec codec;
    private final FrameHandler handler;
    private final LongSupplier nanoTime;
    private final CompletableFuture<Loss> loss = new CompletableFuture<>();
    private final Backlog backlog = new Backlog();
    private final Lock turn = new ReentrantLock();

    /// What came before the hello was out; null once it is.
    private @Nullable List<String> early = new ArrayList<>();

    private volatile @Nullable Transport transport;
    private volatile Duration heartbeat = Limits.DEFAULT_HEARTBEAT;
    private boolean welcomed;
    private long malformedSoFar;
    private volatile long heardAt;
    private volatile long openedAt;
    private long pingedAt;
    private @Nullable Long probedAt;
    private volatile @Nullable Long drainBy;
    private volatile boolean rotationAsked;

    /// @param nanoTime a monotonic clock in nanoseconds
    Stream(FrameCodec codec, FrameHandler handler, LongSupplier nanoTime) {
        this.codec = codec;
        this.handler = handler;
        this.nanoTime = nanoTime;
    }

    /// The upgrade is done: say hello.
    void opened(Transport transport) {
        openedAt = nanoTime.getAsLong();
        pingedAt = openedAt;
        heardAt = openedAt;
        this.transport = transport;
        send(handler.hello());
        handler.opened(this);
        // It may have been lost before the handler knew of it.
        if (loss.isDone()) handler.closed(this);
        takeEarly();
    }

    void received(String text) {
        if (loss.isDone()) return;
        heard();
        if (!isEarly(text)) take(text);
    }

    /// The peer is heard on another thread than the one that opens the stream, and may well answer
    /// before that one has told the handler where to send its own answers.
    private synchronized boolean isEarly(String text) {
        return early != null && early.add(text);
    }

    private synchronized void takeEarly() {
        if (early != null) early.forEach(this::take);
        early = null;
    }

    private void take(String text) {
        try {
            switch (codec.serverFrame(text)) {
                case ServerFrame.Welcome welcome -> welcome(welcome);
                case ServerFrame.Drain drain -> drain(drain);
                case ServerFrame.Rotate _ -> rotationAsked = true;
                case ServerFrame frame -> handler.received(frame);
            }
        } catch (MalformedFrameException malformed) {
            // Each time as often as before: a server gone mad must not fill the log.
            if (Long.bitCount(++malformedSoFar) == 1)
                LOG.warnf(
                        "Ignored a message from the server, %d so far: %s.",
                        malformedSoFar, malformed.getMessage());
        }
    }

    /// Anything at all came from the peer.
    void heard() {
        heardAt = nanoTime.getAsLong();
    }

    void lost(Loss how) {
        if (!loss.complete(how)) return;
        backlog.close();
        handler.closed(this);
    }

    @Override
    public boolean send(HostFrame frame) {
        return send(frame, () -> {});
    }

    private boolean send(HostFrame frame, Runnable written) {
        var open = transport;
        if (open == null || loss.isDone()) return false;
        var text = codec.text(frame);
        backlog.begin(nanoTime.getAsLong(), text.length());
        open.send(text, new Sending(text.length(), written));
        if (backlog.size() > MOST_UNSENT || backlog.characters() > MOST_UNSENT_CHARACTERS)
            end(new Loss.Stuck());
        return true;
    }

    @Override
    public boolean sendInTurn(HostFrame frame, Runnable written) {
        turn.lock();
        try {
            backlog.awaitBelow(ROOM);
            return send(frame, written);
        } finally {
            turn.unlock();
        }
    }

    /// For how long nothing has come from the peer.
    Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - heardAt);
    }

    /// Whether the server wants the token changed. Asked once a second, it says so once.
    boolean takeRotation() {
        var asked = rotationAsked;
        rotationAsked = false;
        return asked;
    }

    /// Asks the peer for a sign of life, because something makes it doubtful.
    void probe() {
        var open = transport;
        if (open == null) return;
        probedAt = nanoTime.getAsLong();
        open.ping();
    }

    /// Looks at the clock; to be called once a second while the stream is open.
    void watch() {
        var open = transport;
        if (open == null) return;
        var now = nanoTime.getAsLong();
        if (passed(openedAt, now, WELCOME_WITHIN)) unwelcomed();
        if (drained(now)) leave("drain", new Loss.Drained());
        else if (silent(now)) end(new Loss.Silent());
        else if (passed(backlog.stuckSince(now), now, MOVES_WITHIN)) end(new Loss.Stuck());
        else if (passed(pingedAt, now, heartbeat)) {
            pingedAt = now;
            open.ping();
        }
    }

    /// Waits up to a time for the stream's end.
    ///
    /// @return null while the stream lives
    @Nullable Loss awaitLoss(Duration atMost) throws InterruptedException {
        try {
            return loss.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return null;
        } catch (ExecutionException impossible) {
            throw new AssertionError("a loss is a value", impossible);
        }
    }

    /// Leaves on purpose, with a last word.
    void leave(String reason, Loss how) {
        send(new HostFrame.Bye(reason));
        end(how);
    }

    private boolean silent(long now) {
        if (passed(heardAt, now, heartbeat.multipliedBy(5).dividedBy(2))) return true;
        var probed = probedAt;
        if (probed == null || !passed(probed, now, PONG_WITHIN)) return false;
        probedAt = null;
        return heardAt - probed < 0;
    }

    /// The server is about to go: what is at work may finish, for as long as it gives.
    private void drain(ServerFrame.Drain drain) {
        // The first word counts: a second would put the end off.
        if (drainBy != null) return;
        var seconds = drain.graceSeconds();
        var grace = seconds == null ? GRACE : Duration.ofSeconds(seconds);
        drainBy = nanoTime.getAsLong() + grace.toNanos();
        LOG.infof("The server is about to go, within %d s.", grace.toSeconds());
    }

    private boolean drained(long now) {
        var by = drainBy;
        return by != null && (handler.idle() || now - by >= 0);
    }

    /// Ends the stream from this side.
    private void end(Loss how) {
        lost(how);
        var open = transport;
        if (open != null) open.close(CloseCode.NORMAL);
    }

    private void welcome(ServerFrame.Welcome welcome) {
        if (welcome.heartbeatSeconds() != null) {
            var asked = Duration.ofSeconds(welcome.heartbeatSeconds());
            heartbeat = clamp(asked, Limits.MIN_HEARTBEAT, Limits.MAX_HEARTBEAT);
        }
        synchronized (this) {
            welcomed = true;
            handler.welcomed(welcome.settled(), true);
        }
    }

    /// The time for a welcome is over. Where one comes at this very moment, it is the one that
    /// counts.
    private synchronized void unwelcomed() {
        if (welcomed) return;
        welcomed = true;
        handler.welcomed(List.of(), false);
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0) return least;
        return value.compareTo(most) > 0 ? most : value;
    }

    private static boolean passed(long then, long now, Duration time) {
        return now - then >= time.toNanos();
    }

    /// One message on its way.
    private final class Sending implements Transport.Progress {
        private final int length;
        private final Runnable written;

        Sending(int length, Runnable written) {
            this.length = length;
            this.written = written;
        }

        @Override
        public void moved() {
            backlog.move(nanoTime.getAsLong());
        }

        @Override
        public void written() {
            backlog.end(nanoTime.getAsLong(), length);
            written.run();
        }

        @Override
        public void failed(Throwable why) {
            backlog.end(nanoTime.getAsLong(), length);
            end(new Loss.Closed(CloseCode.ABNORMAL));
        }
    }
}
