package dev.fusionhost.testing.tools;

import dev.fusionhost.testing.FakeClock;
import dev.fusionhost.tools.execution.CallContext;
import dev.fusionhost.tools.execution.Outcome;
import dev.fusionhost.tools.execution.RunningCall;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A call that hasn't been answered yet, for tools that wait for something. A call on which no
/// one acts can wait for ever: its time runs out only when the test says so.
public final class CallAtWork {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tool;
    private final Sandbox sandbox;
    private final FakeClock clock;
    private final Stop stop;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final List<Answer.Progress> progress = new CopyOnWriteArrayList<>();
    private final CallContext context;
    private final RunningCall call;
    private volatile @Nullable Thread worker;

    CallAtWork(
            String tool,
            Sandbox sandbox,
            FakeClock clock,
            Duration timeout,
            Stop stop,
            Function<CallContext, Outcome> work) {
        this.tool = tool;
        this.sandbox = sandbox;
        this.clock = clock;
        this.stop = stop;
        context =
                new WatchedContext(
                        sandbox,
                        clock::nanoTime,
                        timeout,
                        (done, total, message) ->
                                progress.add(new Answer.Progress(done, total, message)),
                        this::looking);
        call = new RunningCall(tool, context, () -> run(work), outcome::complete);
        call.start(task -> Thread.ofPlatform().daemon().start(task));
    }

    /// The server cancels the call: the tool is asked to stop and its thread interrupted, and the
    /// answer is still the tool's.
    public void cancel() {
        call.cancel();
    }

    /// The call's time is up: it is answered `timeout` whatever its tool does.
    public void expire() {
        clock.advance(context.remaining());
        if (call.isDue()) call.expire();
    }

    /// Waits for the answer.
    ///
    /// @throws AssertionError with the place where the tool is, after half a minute
    public Answer answer() {
        try {
            var came = outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Answer(tool, came, List.copyOf(progress));
        } catch (TimeoutException _) {
            throw new AssertionError(
                    "%s has no answer after %s; it is%n%s"
                            .formatted(tool, PATIENCE, whereabouts()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted while it waited.", stopped);
        } catch (ExecutionException impossible) {
            throw new AssertionError("an outcome is a value", impossible);
        }
    }

    private Outcome run(Function<CallContext, Outcome> work) {
        worker = Thread.currentThread();
        try (sandbox) {
            return work.apply(context);
        }
    }

    private void looking(int look) {
        switch (stop) {
            case Stop.Cancelled(int at) when look == at -> cancel();
            case Stop.TimedOut(int at) when look == at -> expire();
            case Stop.Never _, Stop.Cancelled _, Stop.TimedOut _ -> {}
        }
    }

    private String whereabouts() {
        var thread = worker;
        return thread == null
                ? "not started"
                : Arrays.stream(thread.getStackTrace())
                        .map(frame -> "\tat " + frame)
                        .collect(Collectors.joining("\n"));
    }
}
