package dev.fusionhost.agent.link;

import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.enrol.Enroller;
import dev.fusionhost.agent.enrol.Standing;
import dev.fusionhost.protocol.FrameCodec;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/// The loop that keeps a stream: dial, serve, and on loss wait and dial again, for ever. It ends
/// when its thread is interrupted, or when the server says twice, a minute apart, that it doesn't
/// know us.
public final class Link {
    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(1);

    private final Dialler dialler;
    private final Enroller enroller;
    private final FrameHandler handler;
    private final LongSupplier nanoTime;
    private final Guard guard;
    private final FrameCodec codec = new FrameCodec();

    /// Refusals in a row, a minute apart, that the server confirmed.
    private int strikes;

    /// @param nanoTime a monotonic clock in nanoseconds
    public Link(
            Dialler dialler,
            Enroller enroller,
            FrameHandler handler,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.dialler = dialler;
        this.enroller = enroller;
        this.handler = handler;
        this.nanoTime = nanoTime;
        var pacing = new Pacing(random);
        guard =
                Guard.create()
                        .withDescription("link")
                        .withRetry()
                        // The defaults are 3 retries within 3 minutes; a host never gives up.
                        .maxRetries(-1)
                        .maxDuration(0, ChronoUnit.SECONDS)
                        .retryOn(LostException.class)
                        .withCustomBackoff()
                        .strategy(() -> lost -> announced((LostException) lost, pacing))
                        .done()
                        .done()
                        .build();
    }

    /// Why the loop ended.
    public enum End {
        STOPPED,
        REVOKED
    }

    /// Keeps the stream until the calling thread is interrupted or the identity is revoked.
    public End run(Origin origin, Credential credential) {
        try {
            return guard.call(() -> attempt(origin, credential), End.class);
        } catch (InterruptedException _) {
            return End.STOPPED;
        } catch (RuntimeException defect) {
            throw defect;
        } catch (Exception impossible) {
            throw new AssertionError("every loss is retried", impossible);
        }
    }

    /// Our own defects are losses too: a host that nobody watches must not stay away because of
    // one.
    private End attempt(Origin origin, Credential credential)
            throws LostException, InterruptedException {
        try {
            return dialAndServe(origin, credential);
        } catch (RuntimeException defect) {
            LOG.error("A defect of the host ended the stream", defect);
            var loss = new Loss.Unreachable("a defect of the host");
            throw new LostException(loss, Permanence.judge(loss), Duration.ZERO);
        }
    }

    private End dialAndServe(Origin origin, Credential credential)
            throws LostException, InterruptedException {
        var stream = new Stream(codec, handler, nanoTime);
        var loss = dialler.dial(origin, credential, stream);
        var opened = nanoTime.getAsLong();
        if (loss == null) {
            LOG.infof("Connected to %s as %s.", origin, credential.deviceId());
            loss = serve(stream);
        }
        var verdict = Permanence.judge(loss);
        if (revoked(verdict, origin, credential)) return End.REVOKED;
        throw new LostException(loss, verdict, Duration.ofNanos(nanoTime.getAsLong() - opened));
    }

    private Loss serve(Stream stream) throws InterruptedException {
        try {
            while (true) {
                var loss = stream.awaitLoss(WATCH_EVERY);
                if (loss != null) return loss;
                stream.watch();
            }
        } catch (InterruptedException stopped) {
            stream.leave("shutdown");
            throw stopped;
        }
    }

    private static long announced(LostException lost, Pacing pacing) {
        var pause = pacing.nextDelayInMillis(lost);
        LOG.warnf("%s; next try in %.1f s.", lost.loss().sentence(), pause / 1_000.0);
        return pause;
    }

    private boolean revoked(Verdict verdict, Origin origin, Credential credential) {
        if (!(verdict instanceof Verdict.Doubt)) {
            strikes = 0;
            return false;
        }
        strikes = enroller.standing(origin, credential) == Standing.REFUSED ? strikes + 1 : 0;
        return strikes >= 2;
    }
}
