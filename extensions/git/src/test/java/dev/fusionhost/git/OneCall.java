package dev.fusionhost.git;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Changes;
import dev.fusionhost.tools.sandbox.Place;
import dev.fusionhost.tools.sandbox.Reversal;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call with knobs: whether it may write, how often it may look before it is cancelled, how much
/// time is left.
final class OneCall implements ToolContext {
    final List<String> progress = new ArrayList<>();
    boolean mayWrite;
    int looksUntilCancelled = Integer.MAX_VALUE;
    Duration remaining = Duration.ofSeconds(30);
    private final Changes changes;
    private final Sandbox sandbox;

    OneCall(Sandbox sandbox) {
        this.changes = sandbox.changes(() -> mayWrite);
        this.sandbox = changes.sandbox();
    }

    @Override
    public String callId() {
        return "call";
    }

    @Override
    public List<Root> roots() {
        return sandbox.roots();
    }

    @Override
    public Place place(String path) {
        return sandbox.place(path);
    }

    @Override
    public Place existing(String path) {
        return sandbox.existing(path);
    }

    @Override
    public Place entry(String path) {
        return sandbox.entry(path);
    }

    @Override
    public String undoId() {
        return changes.undoId();
    }

    @Override
    public Reversal reversal(String undoId) {
        return changes.reversal(undoId);
    }

    @Override
    public Duration remaining() {
        return remaining;
    }

    @Override
    public boolean cancelled() {
        return looksUntilCancelled <= 0;
    }

    @Override
    public void checkCancelled() {
        looksUntilCancelled--;
        if (cancelled()) throw new ToolException(ErrorCode.CANCELLED, "The call was cancelled.");
    }

    @Override
    public void progress(long done, @Nullable Long total, @Nullable String message) {
        progress.add(done + " " + message);
    }
}
