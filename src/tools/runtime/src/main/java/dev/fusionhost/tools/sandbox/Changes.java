package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.undo.Backup;
import dev.fusionhost.tools.undo.Keeping;
import dev.fusionhost.tools.undo.PastChange;
import dev.fusionhost.tools.undo.Step;
import dev.fusionhost.tools.undo.UndoRecord;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What one call changes: all of it, or nothing. Its record is begun with its first change.
public final class Changes {
    private final Sandbox sandbox;
    private final Sandbox view;
    private @Nullable UndoRecord record;
    private @Nullable String undoes;

    Changes(Sandbox sandbox, BooleanSupplier mayWrite) {
        this.sandbox = sandbox;
        this.view = sandbox.guardedBy(mayWrite, new Recorded());
    }

    /// The roots as the call may use them.
    public Sandbox sandbox() {
        return view;
    }

    /// Under which the owner, or a later call, can take the changes back.
    ///
    /// @throws IllegalStateException where nothing was changed
    public synchronized String undoId() {
        if (record == null) throw new IllegalStateException("nothing was changed");
        return record.id();
    }

    /// The call has succeeded: what it did stays.
    public synchronized void keep(String summary) throws IOException {
        if (record == null) return;
        record.kept(summary, undoes);
        record = null;
    }

    /// The call has failed: what it did is taken back, latest first.
    public synchronized void takeBack() {
        if (record == null) return;
        try (var failed = record) {
            if (done(new Rollback(sandbox, failed.id(), failed.steps()))) failed.forget();
        } catch (IOException e) {
            throw Refusal.of("What the call had changed", e);
        } finally {
            record = null;
        }
    }

    /// On a thread that nobody interrupts: a call that was stopped is interrupted, perhaps once
    /// more in the midst of this, and then no file can be written any more.
    private static boolean done(Rollback rollback) {
        var done = new AtomicBoolean();
        var thread = Thread.startVirtualThread(() -> done.set(rollback.run()));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        return done.get();
    }

    /// A change of the past, to be taken back by this call.
    ///
    /// @throws ToolException `not_found`
    public Reversal reversal(String undoId) {
        try {
            var journal = sandbox.safekeeping().journal();
            var past = journal.find(undoId).orElseThrow(() -> unknown(undoId));
            return new Reversal(view, past, this::begins);
        } catch (IOException e) {
            throw Refusal.of("The undo journal", e);
        }
    }

    /// The changes of the past, the latest first.
    public List<PastChange> past() {
        try {
            return sandbox.safekeeping().journal().past();
        } catch (IOException e) {
            throw Refusal.of("The undo journal", e);
        }
    }

    private synchronized void begins(String undoes) {
        this.undoes = undoes;
    }

    private static ToolException unknown(String undoId) {
        return new ToolException(
                ErrorCode.NOT_FOUND,
                "There is no change \"%s\" to undo; changes are kept for 30 days."
                        .formatted(undoId));
    }

    private synchronized UndoRecord begun() throws IOException {
        if (record == null) record = sandbox.safekeeping().journal().begin();
        return record;
    }

    private final class Recorded implements Keeping {
        @Override
        public Backup keep(SeekableByteChannel content, @Nullable String mode, Instant modified)
                throws IOException {
            return begun().keep(content, mode, modified);
        }

        @Override
        public String intend(Step step) throws IOException {
            return begun().intend(step);
        }

        @Override
        public void notMade() throws IOException {
            begun().notMade();
        }
    }
}
