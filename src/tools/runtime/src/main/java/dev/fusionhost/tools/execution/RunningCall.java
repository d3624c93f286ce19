package dev.fusionhost.tools.execution;

import dev.fusionhost.tools.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One call at work, on a thread that is its own for as long as it runs. It is answered once: by
/// its tool, or by its deadline.
public final class RunningCall {
    private static final Logger LOG = Logger.getLogger(RunningCall.class);

    private final String tool;
    private final CallContext context;
    private final Consumer<Outcome> answer;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final Supplier<Outcome> work;

    /// Where the call runs; null before and after. The thread may run another one then, which an
    /// interrupt of this one must not reach.
    private @Nullable Thread worker;

    /// @param tool its name, for the log
    /// @param work runs the tool to its end
    /// @param answer takes the one outcome
    public RunningCall(
            String tool, CallContext context, Supplier<Outcome> work, Consumer<Outcome> answer) {
        this.tool = tool;
        this.context = context;
        this.answer = answer;
        this.work = work;
    }

    public String callId() {
        return context.callId();
    }

    /// Begins it.
    ///
    /// @throws java.util.concurrent.RejectedExecutionException where there is no thread for it
    public void start(Executor threads) {
        threads.execute(this::run);
    }

    private void run() {
        onThread(Thread.currentThread());
        try {
            answer(work.get());
        } finally {
            onThread(null);
            // What was meant for this call is not for the next one.
            Thread.interrupted();
        }
    }

    private synchronized void onThread(@Nullable Thread thread) {
        worker = thread;
    }

    private synchronized void interrupt() {
        if (worker != null) worker.interrupt();
    }

    /// How long it has been at work.
    public Duration elapsed() {
        return context.elapsed();
    }

    public boolean answered() {
        return answered.get();
    }

    /// Asks the tool to stop; its answer comes all the same, and says what it did.
    public void cancel() {
        context.cancel();
        interrupt();
    }

    /// Whether its time is up, and nobody has answered it yet.
    public boolean isDue() {
        return !answered() && context.remaining().isZero();
    }

    /// Answers a call whose time is up, whether its tool stops or not.
    public void expire() {
        if (!answer(
                new Outcome.Failed(new Failure(ErrorCode.TIMEOUT, CallContext.TIMED_OUT), null)))
            return;
        LOG.warnf("Call %s of %s took longer than its time.", callId(), tool);
        interrupt();
    }

    private boolean answer(Outcome outcome) {
        var first = answered.compareAndSet(false, true);
        if (first) answer.accept(outcome);
        return first;
    }
}
