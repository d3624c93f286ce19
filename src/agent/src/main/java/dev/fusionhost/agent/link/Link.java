package dev.fusionhost.agent.link;

import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.enrol.Enroller;
import dev.fusionhost.agent.enrol.HeldCredential;
import dev.fusionhost.agent.enrol.Standing;
import dev.fusionhost.agent.link.Surroundings.Change;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.FrameCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The loop that keeps a stream: dial, serve, and on loss wait and dial again, for ever. It ends
/// when its thread is interrupted, or when the server says twice, a minute apart, that it doesn't
/// know us.
public final class Link {
    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(1);

    private final Dialler dialler;
    private final Enroller enroller;
    private final FrameHandler handler;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final LinkWatch watch;
    private final Pacing pacing;
    private final Surroundings surroundings;
    private final Pause pause;
    private final FrameCodec codec = new FrameCodec();

    /// Refusals in a row, a minute apart, that the server confirmed.
    private int strikes;

    /// Streams in a row that ended because another one of this device took over.
    private int takeovers;

    private long opened;

    /// @param clock the wall clock
    /// @param nanoTime a monotonic clock in nanoseconds
    public Link(
            Dialler dialler,
            Enroller enroller,
            FrameHandler handler,
            RandomGenerator random,
            InstantSource clock,
            LongSupplier nanoTime,
            LinkWatch watch) {
        this.dialler = dialler;
        this.enroller = enroller;
        this.handler = handler;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.watch = watch;
        pacing = new Pacing(random, nanoTime);
        surroundings = new Surroundings(clock, nanoTime, Surroundings::addressesOfThisMachine);
        pause = new Pause(surroundings, nanoTime, Thread::sleep);
    }

    /// Why the loop ended.
    public enum End {
        STOPPED,
        REVOKED
    }

    /// Keeps the stream until the calling thread is interrupted or the identity is revoked.
    public End run(Origin origin, HeldCredential held) {
        try {
            while (attempt(origin, held)) {
                LOG.debug("Dialling again.");
            }
            watch.is(new LinkState.Revoked());
            return End.REVOKED;
        } catch (InterruptedException _) {
            return End.STOPPED;
        }
    }

    /// One stream, or the attempt to have one, and the wait after it.
    ///
    /// @return whether there is to be another
    private boolean attempt(Origin origin, HeldCredential held) throws InterruptedException {
        watch.is(new LinkState.Connecting());
        var loss = loss(origin, held);
        var verdict = Permanence.judge(loss);
        if (revoked(verdict, origin, held)) return false;
        noteTakeover(loss);
        wait(loss, verdict, Duration.ofNanos(nanoTime.getAsLong() - opened));
        return true;
    }

    /// Our own defects are losses too: a host that nobody watches must not stay away because of
    /// one.
    private Loss loss(Origin origin, HeldCredential held) throws InterruptedException {
        opened = nanoTime.getAsLong();
        try {
            var stream = new Stream(codec, handler, nanoTime);
            var loss = dial(origin, held, stream);
            opened = nanoTime.getAsLong();
            if (loss != null) return loss;
            LOG.infof("Connected to %s as %s.", origin, held.now().deviceId());
            watch.is(new LinkState.Online());
            return serve(stream, held);
        } catch (RuntimeException defect) {
            LOG.error("A defect of the host ended the stream", defect);
            return new Loss.Unreachable("a defect of the host");
        }
    }

    /// Where the server doesn't know the token, another one that it may know is shown at once.
    private @Nullable Loss dial(Origin origin, HeldCredential held, Stream stream)
            throws InterruptedException {
        var shown = held.now();
        var loss = dialler.dial(origin, shown, stream);
        if (loss == null) held.accepted(shown);
        if (!(loss instanceof Loss.Refused refused) || !refused.isUnknownToken()) return loss;
        var other = held.otherThan(shown);
        if (other.isEmpty()) return loss;
        var again = dialler.dial(origin, other.get(), stream);
        if (again == null) held.acceptedInstead(shown, other.get());
        return again;
    }

    private Loss serve(Stream stream, HeldCredential held) throws InterruptedException {
        try {
            @Nullable Loss loss;
            while ((loss = stream.awaitLoss(WATCH_EVERY)) == null) {
                if (surroundings.look() != Change.NONE) stream.probe();
                stream.watch();
                if (stream.takeRotation()) held.rotateSoon();
                watch.alive();
                watch.heard(stream.silence());
            }
            return loss;
        } catch (InterruptedException stopped) {
            stream.leave("shutdown", new Loss.Closed(CloseCode.NORMAL));
            throw stopped;
        }
    }

    private void wait(Loss loss, Verdict verdict, Duration held) throws InterruptedException {
        var time = pacing.next(verdict, held);
        LOG.warnf("%s; next try in %.1f s.", loss.sentence(), time.toMillis() / 1_000.0);
        watch.is(new LinkState.Waiting(clock.instant().plus(time), loss.sentence()));
        if (pause.take(time, change -> ends(verdict, change))) return;
        LOG.info("The machine slept, or its network changed: trying at once.");
        pacing.startOver();
    }

    private boolean ends(Verdict verdict, Change change) {
        watch.alive();
        return endsWait(verdict, change);
    }

    /// A wait that the server has asked for lasts, whatever the network does; one that makes sure
    /// of a revocation lasts in any case.
    private static boolean endsWait(Verdict verdict, Change change) {
        return switch (verdict) {
            case Verdict.Backoff _, Verdict.Soon _ -> change != Change.NONE;
            case Verdict.Later _ -> change == Change.SLEPT;
            case Verdict.Doubt _ -> false;
        };
    }

    private void noteTakeover(Loss loss) {
        var replaced = loss instanceof Loss.Closed(int code) && code == CloseCode.REPLACED;
        takeovers = replaced ? takeovers + 1 : 0;
        if (takeovers == 2)
            LOG.error(
                    "Twice in a row another stream of this device took over: two hosts share one identity. Stop one of them, or enrol it by itself.");
    }

    private boolean revoked(Verdict verdict, Origin origin, HeldCredential held) {
        if (!(verdict instanceof Verdict.Doubt)) {
            strikes = 0;
            return false;
        }
        var refused =
                held.all().stream()
                        .allMatch(it -> enroller.standing(origin, it) == Standing.REFUSED);
        strikes = refused ? strikes + 1 : 0;
        return strikes >= 2;
    }
}
