package dev.fusionhost.tools.execution;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What came of a call.
public sealed interface Outcome {
    record Output(JsonNode output) implements Outcome {}

    /// What a mutation would do. Nothing has changed yet.
    record Proposed(Proposal proposal) implements Outcome {}

    /// The call was refused, or its tool failed.
    ///
    /// @param proposal a fresh one, where the failure is `plan_required` or `stale`
    record Failed(Failure failure, @Nullable Proposal proposal) implements Outcome {}
}
