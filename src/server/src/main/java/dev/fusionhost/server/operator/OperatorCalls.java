package dev.fusionhost.server.operator;

import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.server.dispatch.HostDispatcher;
import dev.fusionhost.server.operator.Proposals.ToolCall;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs an operator's calls, and remembers which of them have shown a plan.
@Singleton
class OperatorCalls {
    /// With these the call has certainly never run, so its plan can still be applied.
    private static final Set<String> NEVER_RAN = Set.of("offline", "busy");

    private final HostDispatcher dispatcher;
    private final Proposals proposals;

    OperatorCalls(HostDispatcher dispatcher, Proposals proposals) {
        this.dispatcher = dispatcher;
        this.proposals = proposals;
    }

    /// Blocks until there is an answer.
    Result run(ToolCall call) {
        return run(call, null);
    }

    /// Carries out a plan that was shown, under a new call id. Blocks until there is an answer.
    ///
    /// @param shown the call that showed the plan
    /// @return empty when there is no such plan, or none any more
    Optional<Result> apply(String shown) {
        return proposals
                .take(shown)
                .map(
                        call -> {
                            var result = run(call, CallMode.APPLY);
                            if (hasNeverRun(result.error())) proposals.keep(shown, call);
                            return result;
                        });
    }

    private Result run(ToolCall call, @Nullable CallMode mode) {
        var callId = UUID.randomUUID().toString();
        var frame = new Call(callId, call.tool(), call.input(), mode, call.timeoutSeconds());
        var answer = dispatcher.dispatch(call.deviceId(), frame);
        var result = answer.toCompletableFuture().join();
        // Also beside an error: what was shown has gone stale, and this is the plan to show now.
        if (result.proposal() != null) proposals.keep(callId, call);
        return result;
    }

    private static boolean hasNeverRun(@Nullable CallError error) {
        return error != null && NEVER_RAN.contains(error.code());
    }
}
