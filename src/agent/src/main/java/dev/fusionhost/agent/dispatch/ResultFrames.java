package dev.fusionhost.agent.dispatch;

import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Proposal;
import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.execution.Failure;
import dev.fusionhost.tools.execution.Outcome;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Says on the wire what came of a call; what no message can carry becomes an error.
public final class ResultFrames {
    private static final Logger LOG = Logger.getLogger(ResultFrames.class);
    private static final FrameCodec CODEC = new FrameCodec();
    private static final CallError UNSENDABLE =
            new CallError(
                    ErrorCode.TOO_LARGE,
                    "The tool has run, but its result is longer or deeper than a message may be; ask for less.");

    private static final CallError UNSPEAKABLE =
            new CallError(
                    ErrorCode.INTERNAL,
                    "The tool has run, but what came of it can't be told; the device's log has the details under this call's id.");

    private ResultFrames() {}

    /// Never fails, since a call without an answer would be at work for ever.
    ///
    /// @param ms how long the call took
    @SuppressWarnings("CatchingUnchecked")
    public static Result of(String callId, Outcome outcome, long ms) {
        try {
            var result = whatever(callId, outcome, ms);
            // The server would end the stream over it, at each attempt to send it again.
            return CODEC.carries(result) ? result : Result.error(callId, UNSENDABLE, null, ms);
        } catch (Throwable broken) {
            // A tool that fails without a message, for one, or an output that fills the memory.
            LOG.errorf(broken, "Call %s has no result that can be told", callId);
            return Result.error(callId, UNSPEAKABLE, null, ms);
        }
    }

    private static Result whatever(String callId, Outcome outcome, long ms) {
        return switch (outcome) {
            case Outcome.Output(var output) -> Result.output(callId, output, ms);
            case Outcome.Proposed(var proposal) -> Result.proposal(callId, shown(proposal), ms);
            case Outcome.Failed(var failure, var proposal) ->
                    Result.error(callId, error(failure), fresh(proposal), ms);
        };
    }

    private static CallError error(Failure failure) {
        var details =
                failure.faults().stream()
                        .map(fault -> new CallError.Fault(fault.pointer(), fault.message()))
                        .toList();
        return new CallError(failure.code(), failure.message(), details);
    }

    private static @Nullable Proposal fresh(
            dev.fusionhost.tools.execution.@Nullable Proposal proposal) {
        return proposal == null ? null : shown(proposal);
    }

    private static Proposal shown(dev.fusionhost.tools.execution.Proposal proposal) {
        return new Proposal(
                proposal.summary(),
                proposal.paths(),
                proposal.changes().stream().map(ResultFrames::shown).toList(),
                proposal.destructive(),
                proposal.reversible(),
                proposal.digest(),
                proposal.expiresAt());
    }

    private static Proposal.Change shown(Change change) {
        return new Proposal.Change(
                change.kind(),
                change.path(),
                change.toPath(),
                change.diff(),
                change.added(),
                change.removed(),
                change.bytes(),
                change.binary(),
                change.warnings());
    }
}
