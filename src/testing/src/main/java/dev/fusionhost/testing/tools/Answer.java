package dev.fusionhost.testing.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.tools.execution.Failure;
import dev.fusionhost.tools.execution.Outcome;
import dev.fusionhost.tools.execution.Proposal;
import dev.fusionhost.tools.input.Fault;
import dev.fusionhost.tools.input.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What came of a call. Asking for what isn't there fails the test with what is.
public final class Answer {
    private final String tool;
    private final Outcome outcome;
    private final List<Progress> progress;

    Answer(String tool, Outcome outcome, List<Progress> progress) {
        this.tool = tool;
        this.outcome = outcome;
        this.progress = progress;
    }

    /// How far a call was at one time.
    ///
    /// @param total null where the tool didn't know it
    public record Progress(long done, @Nullable Long total, @Nullable String message) {}

    /// There is an output or a proposal, and no error.
    public boolean ok() {
        return !(outcome instanceof Outcome.Failed);
    }

    /// What the caller gets to read.
    public JsonNode output() {
        if (outcome instanceof Outcome.Output(var output)) return output;
        throw wrong("an output");
    }

    /// The output, read back into the tool's own type.
    public <O> O output(Class<O> type) {
        try {
            return Json.mapper().treeToValue(output(), type);
        } catch (JsonProcessingException other) {
            throw new AssertionError("%s is no %s".formatted(output(), type.getName()), other);
        }
    }

    /// What a mutation would do; beside `plan_required` and `stale`, what it would do now.
    public Proposal proposal() {
        return switch (outcome) {
            case Outcome.Proposed(var proposal) -> proposal;
            case Outcome.Failed(_, var fresh) when fresh != null -> fresh;
            case Outcome.Failed _, Outcome.Output _ -> throw wrong("a proposal");
        };
    }

    /// The error: a code, a sentence for the caller, and what is wrong with the input.
    public Failure error() {
        if (outcome instanceof Outcome.Failed(var failure, _)) return failure;
        throw wrong("an error");
    }

    /// Everything that the tool told of its progress; a server sees less of it.
    public List<Progress> progress() {
        return progress;
    }

    @Override
    public String toString() {
        return switch (outcome) {
            case Outcome.Output(var output) -> "the output " + output;
            case Outcome.Proposed(var proposal) -> "the proposal \"" + proposal.summary() + "\"";
            case Outcome.Failed(var failure, _) -> told(failure);
        };
    }

    private static String told(Failure failure) {
        var faults =
                failure.faults().stream().map(Fault::toString).collect(Collectors.joining("; "));
        return "the error %s: %s %s"
                .formatted(failure.code(), failure.message(), faults)
                .stripTrailing();
    }

    private AssertionError wrong(String wanted) {
        return new AssertionError("%s should give %s, and gave %s".formatted(tool, wanted, this));
    }
}
