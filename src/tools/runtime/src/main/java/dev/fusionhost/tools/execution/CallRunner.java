package dev.fusionhost.tools.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.registry.RegisteredTool;
import dev.fusionhost.tools.registry.ToolRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What one call does: find the tool, read its input, run it by its kind, and word what came of it.
/// Whatever is thrown becomes a failure.
public final class CallRunner {
    private final ToolRegistry tools;
    private final PlanBook plans;
    private final PathLocks locks = new PathLocks();
    private final InstantSource clock;

    /// @param planLifetime how long a plan can be applied after it was shown
    /// @param clock tells when a proposal expires
    /// @param nanoTime a monotonic clock in nanoseconds
    public CallRunner(
            ToolRegistry tools, Duration planLifetime, InstantSource clock, LongSupplier nanoTime) {
        this.tools = tools;
        this.plans = new PlanBook(planLifetime, nanoTime);
        this.clock = clock;
    }

    /// Runs a tool to its end on the calling thread; of a mutation, the plan alone.
    ///
    /// @param input null for an empty object
    public Outcome run(String tool, @Nullable JsonNode input, CallContext context) {
        return outcome(tool, input, false, context);
    }

    /// Carries out the plan of a mutation that was shown for this very input; reads and actions run
    /// as always.
    ///
    /// @param input null for an empty object
    public Outcome apply(String tool, @Nullable JsonNode input, CallContext context) {
        return outcome(tool, input, true, context);
    }

    /// Whether a call may change something: an action, or a mutation that is to be carried out. One
    /// that may must not run a second time.
    public boolean changes(String tool, boolean apply) {
        return tools.find(tool)
                .map(
                        found ->
                                switch (found.definition().kind()) {
                                    case READ -> false;
                                    case ACTION -> true;
                                    case MUTATION -> apply;
                                })
                .orElse(false);
    }

    /// How long a call may take: as long as its caller gives, unless its tool says less.
    public Duration timeout(String tool, Duration asked) {
        return tools.find(tool)
                .map(found -> found.definition().limits().within(asked))
                .orElse(asked);
    }

    // Errors too: a tool that overflows its stack must not end the loop.
    @SuppressWarnings("CatchingUnchecked")
    private Outcome outcome(
            String name, @Nullable JsonNode input, boolean apply, CallContext context) {
        var tool = tools.find(name).orElse(null);
        if (tool == null)
            return failed(ErrorCode.UNKNOWN_TOOL, "This device has no tool of that name.", null);
        if (!tool.enter())
            return failed(
                    ErrorCode.BUSY, "As many calls of this tool as it takes are at work.", null);
        try {
            // It may have waited for its turn, and been cancelled meanwhile.
            context.stopIfTold();
            return run(tool, input, apply, context);
        } catch (Throwable thrown) {
            takeBack(context, thrown);
            return new Outcome.Failed(context.explain(thrown), null);
        } finally {
            tool.leave();
        }
    }

    private static void takeBack(CallContext context, Throwable thrown) {
        try {
            context.takeBackChanges();
        } catch (RuntimeException unable) {
            thrown.addSuppressed(unable);
        }
    }

    private <I extends Record, O> Outcome run(
            RegisteredTool<I, O> tool, @Nullable JsonNode json, boolean apply, CallContext context)
            throws Exception {
        var input = tool.read(json);
        return switch (tool.tool()) {
            case ReadTool<I, O> read -> output(tool, read.execute(input, context));
            case ActionTool<I, O> action -> {
                context.allowWrites();
                var output = output(tool, action.execute(input, context));
                context.keepChanges(tool.definition().name());
                yield output;
            }
            case MutationTool<I, O> mutation -> {
                // Taken before planning: of two applies at once only one finds it.
                var shown = apply ? plans.take(tool.definition().name(), input) : null;
                var paths = shown == null ? List.<String>of() : shown.paths();
                try (var _ = locks.take(paths)) {
                    var plan = mutation.plan(input, context);
                    yield apply
                            ? apply(tool, input, shown, plan, context)
                            : show(tool, input, plan);
                }
            }
        };
    }

    private <I extends Record, O> Outcome apply(
            RegisteredTool<I, O> tool,
            I input,
            PlanBook.@Nullable Shown shown,
            Plan<O> plan,
            CallContext context)
            throws Exception {
        if (shown == null)
            return failed(
                    ErrorCode.PLAN_REQUIRED,
                    "No plan was shown for this input, or it has expired or was applied; here is a new one.",
                    show(tool, input, plan).proposal());
        if (!shown.digest().equals(Proposal.digest(plan)))
            return failed(
                    ErrorCode.STALE,
                    "Something has changed since the plan was shown; here is a new one.",
                    show(tool, input, plan).proposal());
        context.checkCancelled();
        context.allowWrites();
        try {
            var output = output(tool, plan.apply());
            context.keepChanges(plan.summary());
            return output;
        } catch (Throwable thrown) {
            // While nobody else is at these paths.
            takeBack(context, thrown);
            throw thrown;
        }
    }

    private Outcome.Proposed show(RegisteredTool<?, ?> tool, Record input, Plan<?> plan) {
        var proposal = Proposal.of(plan, clock.instant().plus(plans.lifetime()));
        plans.show(tool.definition().name(), input, proposal);
        return new Outcome.Proposed(proposal);
    }

    private static Outcome output(RegisteredTool<?, ?> tool, @Nullable Object output) {
        return new Outcome.Output(tool.write(output));
    }

    private static Outcome failed(String code, String message, @Nullable Proposal proposal) {
        return new Outcome.Failed(new Failure(code, message), proposal);
    }
}
