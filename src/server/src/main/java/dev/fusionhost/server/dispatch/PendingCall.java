package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/// One call that has no answer yet, and the two alarms that watch over it.
final class PendingCall {
    private static final Alarms.Alarm NONE = () -> {};

    private final Call call;
    private final CompletableFuture<Result> answer = new CompletableFuture<>();
    private final AtomicReference<Alarms.Alarm> deadline = new AtomicReference<>(NONE);
    private final AtomicReference<Alarms.Alarm> redelivery = new AtomicReference<>(NONE);
    private volatile boolean acknowledged;

    PendingCall(Call call) {
        this.call = call;
    }

    Call call() {
        return call;
    }

    /// A copy: whoever gets it can't answer the call.
    CompletionStage<Result> answer() {
        return answer.minimalCompletionStage();
    }

    boolean isWaitingForAck() {
        return !acknowledged && !answer.isDone();
    }

    void acknowledged(boolean yes) {
        acknowledged = yes;
        if (yes) redelivery.getAndSet(NONE).cancel();
    }

    void endsBy(Alarms.Alarm alarm) {
        keep(deadline, alarm);
    }

    void isSentAgainBy(Alarms.Alarm alarm) {
        keep(redelivery, alarm);
    }

    /// False when it was answered before.
    boolean finish(Result result) {
        deadline.getAndSet(NONE).cancel();
        redelivery.getAndSet(NONE).cancel();
        return answer.complete(result);
    }

    private void keep(AtomicReference<Alarms.Alarm> place, Alarms.Alarm alarm) {
        place.getAndSet(alarm).cancel();
        // It may have been answered while the alarm was being set.
        if (answer.isDone()) place.getAndSet(NONE).cancel();
    }
}
