package dev.fusionhost.tools.execution;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Changes;
import dev.fusionhost.tools.sandbox.Place;
import dev.fusionhost.tools.sandbox.Reversal;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What one call may do, for as long as it runs: the sandbox, closed for writing until the host
/// opens it, a deadline, a way to be stopped and a way to tell how far it has come.
public class CallContext implements ToolContext {
    static final String TIMED_OUT = "The call took longer than its time and was told to stop.";

    private static final int MOST_ASKED = 100;

    private final String callId;
    private final Changes changes;
    private final Sandbox sandbox;
    private final LongSupplier nanoTime;
    private final long began;
    private final long deadline;
    private final ProgressListener progress;
    private final Set<String> asked = new LinkedHashSet<>();
    private volatile boolean writable;
    private volatile boolean cancelled;

    /// @param nanoTime a monotonic clock in nanoseconds
    /// @param timeout counted from now
    public CallContext(
            String callId,
            Sandbox sandbox,
            LongSupplier nanoTime,
            Duration timeout,
            ProgressListener progress) {
        this.callId = callId;
        this.changes = sandbox.changes(() -> writable);
        this.sandbox = changes.sandbox();
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.deadline = began + timeout.toNanos();
        this.progress = progress;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public List<Root> roots() {
        return sandbox.roots();
    }

    @Override
    public Place place(String path) {
        return noted(path, sandbox::place);
    }

    @Override
    public Place existing(String path) {
        return noted(path, sandbox::existing);
    }

    @Override
    public Place entry(String path) {
        return noted(path, sandbox::entry);
    }

    private Place noted(String path, Function<String, Place> look) {
        try {
            var place = look.apply(path);
            asked(place.path());
            return place;
        } catch (ToolException refused) {
            asked(path);
            throw refused;
        }
    }

    private void asked(String path) {
        synchronized (asked) {
            if (asked.size() < MOST_ASKED) asked.add(path);
        }
    }

    /// What the tool has asked for so far, the first hundred: absolute where it got it, else as it
    /// said it.
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public String undoId() {
        return changes.undoId();
    }

    @Override
    public Reversal reversal(String undoId) {
        return changes.reversal(undoId);
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong()));
    }

    @Override
    public boolean cancelled() {
        return cancelled || remaining().isZero();
    }

    @Override
    public void checkCancelled() {
        stopIfTold();
    }

    /// The host's own look, before a tool is entered; whoever counts the tool's looks doesn't count
    /// this one.
    final void stopIfTold() {
        if (cancelled) throw new ToolException(ErrorCode.CANCELLED, "The call was cancelled.");
        if (remaining().isZero()) throw new ToolException(ErrorCode.TIMEOUT, TIMED_OUT);
    }

    @Override
    public void progress(long done, @Nullable Long total, @Nullable String message) {
        progress.progress(done, total, message);
    }

    /// From now on the tool may change what is inside the roots.
    void allowWrites() {
        writable = true;
    }

    /// The tool has succeeded: what it changed stays.
    void keepChanges(String summary) throws IOException {
        writable = false;
        changes.keep(summary);
    }

    /// The tool has failed: what it changed is taken back.
    void takeBackChanges() {
        writable = false;
        changes.takeBack();
    }

    /// Asks the tool to stop; it notices at its next look.
    public void cancel() {
        cancelled = true;
    }

    /// Words what a tool threw; what it threw because it was stopped says so.
    Failure explain(Throwable thrown) {
        var error = Failures.of(callId, thrown);
        if (!error.code().equals(ErrorCode.CANCELLED) || cancelled) return error;
        return remaining().isZero() ? new Failure(ErrorCode.TIMEOUT, TIMED_OUT) : error;
    }
}
