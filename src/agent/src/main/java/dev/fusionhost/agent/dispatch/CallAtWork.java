package dev.fusionhost.agent.dispatch;

import dev.fusionhost.tools.execution.CallContext;
import dev.fusionhost.tools.execution.Outcome;
import dev.fusionhost.tools.execution.RunningCall;
import java.util.function.Consumer;
import java.util.function.Function;

/// One call at work, and how sure it is that it won't run a second time: until then nothing is said
/// of it, for a server that has no ack sends the call again.
final class CallAtWork {
    private final RunningCall running;
    private volatile Footing footing = Footing.NEW;
    private boolean acked;

    /// @param work runs the call to its end
    /// @param answer takes the one outcome
    CallAtWork(
            String tool,
            CallContext context,
            Function<CallAtWork, Outcome> work,
            Consumer<Outcome> answer) {
        running = new RunningCall(tool, context, () -> work.apply(this), answer);
    }

    private enum Footing {
        /// Nobody would know of it after a crash.
        NEW,
        /// It changes nothing, or will never run: it may be forgotten.
        LIGHT,
        /// The journal has it.
        JOURNALLED
    }

    RunningCall running() {
        return running;
    }

    void mayBeForgotten() {
        footing = Footing.LIGHT;
    }

    void isJournalled() {
        footing = Footing.JOURNALLED;
    }

    boolean journalled() {
        return footing == Footing.JOURNALLED;
    }

    /// Whether the server may be told that its call has arrived.
    boolean sure() {
        return footing != Footing.NEW;
    }

    /// Whether its ack is due, once. For the watch alone.
    boolean ackNow() {
        if (acked || !sure()) return false;
        acked = true;
        return true;
    }
}
