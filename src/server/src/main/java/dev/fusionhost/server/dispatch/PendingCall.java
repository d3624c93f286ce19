package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// One call that has no answer yet, where it is, and the two alarms that watch over it.
final class PendingCall {
    private static final Logger LOG = Logger.getLogger(PendingCall.class);
    private static final Alarms.Alarm NONE = () -> {};

    private final Call call;
    private final Consumer<Progress> listener;
    private final CompletableFuture<Result> answer = new CompletableFuture<>();
    private final AtomicReference<Alarms.Alarm> deadline = new AtomicReference<>(NONE);
    private final AtomicReference<Alarms.Alarm> redelivery = new AtomicReference<>(NONE);
    /// Of the call, sent by the stream that is open, that the device hasn't answered.
    private final AtomicInteger copies = new AtomicInteger();

    private volatile Place place = Place.ON_ITS_WAY;
    private volatile boolean cancelled;

    PendingCall(Call call, Consumer<Progress> listener) {
        this.call = call;
        this.listener = listener;
    }

    Call call() {
        return call;
    }

    /// A copy: whoever gets it can't answer the call.
    CompletionStage<Result> answer() {
        return answer.minimalCompletionStage();
    }

    boolean isWaitingForAck() {
        return place != Place.ON_THE_DEVICE && !answer.isDone();
    }

    /// The device has had it, has come back without it, and has not spoken of it since.
    boolean isMissing() {
        return place == Place.MISSING;
    }

    void sent() {
        copies.incrementAndGet();
    }

    /// The device has refused a copy of it.
    ///
    /// @return whether the call has certainly not run: the device never had it, and there is no
    ///     second copy on the way that may find it in another mood
    boolean refused() {
        return copies.decrementAndGet() <= 0 && place == Place.ON_ITS_WAY;
    }

    void arrived() {
        place = Place.ON_THE_DEVICE;
        redelivery.getAndSet(NONE).cancel();
    }

    /// The device has come back by a new stream; what was on its way by the old one is gone.
    void onANewStream() {
        copies.set(0);
    }

    /// The device has come back and does not work on it.
    void notAtWork() {
        if (place == Place.ON_THE_DEVICE) place = Place.MISSING;
    }

    void report(Progress progress) {
        arrived();
        try {
            listener.accept(progress);
        } catch (RuntimeException broken) {
            // The application's own listener. The call and its stream go on without it.
            LOG.warnf(broken, "A progress listener of call %s failed", call.callId());
        }
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void endsBy(Alarms.Alarm alarm) {
        keep(deadline, alarm);
    }

    void isSentAgainBy(Alarms.Alarm alarm) {
        keep(redelivery, alarm);
    }

    /// False when it was answered before.
    boolean finish(Result result) {
        var first = answer.complete(result);
        deadline.getAndSet(NONE).cancel();
        redelivery.getAndSet(NONE).cancel();
        return first;
    }

    private void keep(AtomicReference<Alarms.Alarm> place, Alarms.Alarm alarm) {
        place.getAndSet(alarm).cancel();
        // It may have been answered while the alarm was being set.
        if (answer.isDone()) place.getAndSet(NONE).cancel();
    }

    /// As far as the server knows.
    private enum Place {
        ON_ITS_WAY,
        ON_THE_DEVICE,
        MISSING
    }
}
