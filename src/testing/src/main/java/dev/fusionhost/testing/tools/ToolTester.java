package dev.fusionhost.testing.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.tools.LocalTool;
import dev.fusionhost.tools.execution.CallContext;
import dev.fusionhost.tools.execution.Outcome;
import dev.fusionhost.tools.execution.Proposal;
import dev.fusionhost.tools.input.Json;
import dev.fusionhost.tools.registry.ToolDefinition;
import dev.fusionhost.tools.registry.UnusableToolException;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// A host without a server: folders, tools, and the host's own code between them.
///
/// An input is a map, a record or a `JsonNode`, and is read as strictly as one that came over the
/// wire. Each call has a thread of its own. Time stands still for it: what ends it early
/// is said by the test ([#cancelledAtLook], [#timedOutAtLook], [CallAtWork]), never by the
/// machine's speed. There is nothing to close.
public final class ToolTester {
    private final Host host;
    private final List<Root> roots;
    private final Duration timeout;
    private final Stop stop;

    private ToolTester(Host host, List<Root> roots, Duration timeout, Stop stop) {
        this.host = host;
        this.roots = roots;
        this.timeout = timeout;
        this.stop = stop;
    }

    /// A host with one folder, which its tools may change.
    public static ToolTester in(Path root) {
        return in(new Root(root, "root", false));
    }

    /// A host with one folder that is read only.
    public static ToolTester inReadOnly(Path root) {
        return in(new Root(root, "root", true));
    }

    /// A host with some folders; relative paths start at the first.
    public static ToolTester in(Root... roots) {
        return new ToolTester(new Host(), List.of(roots), Limits.DEFAULT_TIMEOUT, new Stop.Never());
    }

    /// Adds tools to this host, checked as the build checks them.
    ///
    /// @throws UnusableToolException with everything that would be a build error
    public ToolTester with(LocalTool<?, ?>... tools) {
        for (var tool : tools) host.tools().add(tool);
        return this;
    }

    /// The same host, whose server gives a call this much time: what a tool sees of it.
    public ToolTester withTimeout(Duration timeout) {
        return new ToolTester(host, roots, timeout, stop);
    }

    /// The same host, whose server cancels each call when its tool asks for the n-th time whether
    /// it should stop. The host itself asks once before it applies a plan.
    ///
    /// @param look counted from 1
    public ToolTester cancelledAtLook(int look) {
        return new ToolTester(host, roots, timeout, new Stop.Cancelled(look));
    }

    /// The same host, where the time of each call is up when its tool asks for the n-th time
    /// whether it should stop. The host itself asks once before it applies a plan.
    ///
    /// @param look counted from 1
    public ToolTester timedOutAtLook(int look) {
        return new ToolTester(host, roots, timeout, new Stop.TimedOut(look));
    }

    /// What the device would advertise of a tool, schemas included.
    ///
    /// @throws NoSuchElementException where there is no such tool
    public ToolDefinition definition(String tool) {
        return host.tools().find(tool).orElseThrow().definition();
    }

    /// Calls a tool with an empty input.
    public Answer call(String tool) {
        return call(tool, Map.of());
    }

    /// Calls a tool and waits for its answer; of a mutation, that is the proposal.
    public Answer call(String tool, Object input) {
        return start(tool, input).answer();
    }

    /// Shows what a mutation would do.
    ///
    /// @throws AssertionError where the answer is no proposal
    public Proposal plan(String tool, Object input) {
        return call(tool, input).proposal();
    }

    /// Carries out the plan that was shown for this very input. The answer is `plan_required`
    /// where none was, and `stale` where something has changed since.
    public Answer apply(String tool, Object input) {
        var json = json(input);
        return start(tool, context -> host.runner().apply(tool, json, context)).answer();
    }

    /// Shows what a mutation would do, and compares everything below the roots before and after:
    /// names, types, contents, permissions and times of change.
    ///
    /// @return the proposal, for a closer look
    /// @throws AssertionError with the paths that differ, or where the answer is no proposal
    public Proposal assertPlanChangesNothing(String tool, Object input) {
        var folders = roots.stream().map(Root::path).toArray(Path[]::new);
        var before = TreeSnapshot.of(folders);
        var answer = call(tool, input);
        TreeSnapshot.of(folders).assertSameAs(before, "The plan of " + tool);
        return answer.proposal();
    }

    /// Calls a tool and doesn't wait for its answer.
    public CallAtWork start(String tool, Object input) {
        var json = json(input);
        return start(tool, context -> host.runner().run(tool, json, context));
    }

    private CallAtWork start(String tool, Function<CallContext, Outcome> work) {
        // Opened for one call only, so that nobody has to close a tester.
        var sandbox = Sandbox.of(roots, List.of(), host.safekeeping());
        var time = host.runner().timeout(tool, timeout);
        return new CallAtWork(tool, sandbox, host.clock(), time, stop, work);
    }

    private static JsonNode json(Object input) {
        return Json.mapper().valueToTree(input);
    }
}
