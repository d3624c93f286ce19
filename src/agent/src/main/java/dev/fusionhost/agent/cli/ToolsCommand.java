package dev.fusionhost.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.config.Roots;
import dev.fusionhost.agent.config.ToolPolicy;
import dev.fusionhost.agent.dispatch.ResultFrames;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.tools.execution.CallContext;
import dev.fusionhost.tools.execution.CallRunner;
import dev.fusionhost.tools.execution.Outcome;
import dev.fusionhost.tools.registry.RegisteredTool;
import dev.fusionhost.tools.registry.ToolRegistry;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tools",
        description = "List this host's tools, show one's schema, or call one here and now.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} tools show read_file",
            "  ${ROOT-COMMAND-NAME} tools call list_folder '{\"path\":\".\"}' --root ."
        })
class ToolsCommand implements Runnable {
    private static final ObjectWriter PRETTY =
            FrameCodec.mapper(Limits.MAX_MESSAGE_BYTES).writerWithDefaultPrettyPrinter();

    @Spec CommandSpec spec;

    private final ToolRegistry tools;
    private final ToolPolicy policy;
    private final HostSettings settings;
    private final HostHome home;

    ToolsCommand(ToolRegistry tools, ToolPolicy policy, HostSettings settings, HostHome home) {
        this.tools = tools;
        this.policy = policy;
        this.settings = settings;
        this.home = home;
    }

    @Override
    public void run() {
        list();
    }

    @Command(name = "list", description = "Name, kind and description of each tool.")
    void list() {
        for (var tool : offered().tools()) {
            var definition = tool.definition();
            out().printf(
                            "%-20s %-9s %s%n",
                            definition.name(),
                            definition.kind().name().toLowerCase(Locale.ROOT),
                            definition.description());
        }
    }

    @Command(name = "show", description = "The schemas of one tool.")
    int show(@Parameters(paramLabel = "TOOL") String name) {
        var definition = tool(name).definition();
        out().println(pretty(definition.inputSchema()));
        if (definition.outputSchema() != null) out().println(pretty(definition.outputSchema()));
        return 0;
    }

    @Command(
            name = "call",
            description = "Call one tool as the server would, and print its result.")
    int call(
            @Parameters(index = "0", paramLabel = "TOOL") String name,
            @Parameters(
                            index = "1",
                            paramLabel = "INPUT",
                            arity = "0..1",
                            defaultValue = "{}",
                            description = "The input, as a JSON object.")
                    String input,
            @Option(
                            names = "--apply",
                            description = "Carry a mutation out, after its plan was printed.")
                    boolean apply,
            @Mixin RootsOption roots) {
        tool(name);
        var runner =
                new CallRunner(
                        offered(), Limits.PLAN_LIFETIME, InstantSource.system(), System::nanoTime);
        var tree = parse(input);
        try (var sandbox = Roots.sandbox(roots.roots(settings), home.path())) {
            home.whenFree(sandbox::recover);
            var result = printed(context -> runner.run(name, tree, context), sandbox);
            if (apply && result.proposal() != null)
                result = printed(context -> runner.apply(name, tree, context), sandbox);
            return (result.ok() ? ExitCode.OK : ExitCode.DATA).number();
        }
    }

    private Result printed(Function<CallContext, Outcome> call, Sandbox sandbox) {
        var began = System.nanoTime();
        var outcome = watched(call, sandbox);
        var ms = Duration.ofNanos(System.nanoTime() - began).toMillis();
        var result = ResultFrames.of("local", outcome, ms);
        out().println(pretty(result));
        return result;
    }

    private Outcome watched(Function<CallContext, Outcome> call, Sandbox sandbox) {
        var isPerson = Terminal.colours().enabled();
        try (var progress = new ProgressLine(spec.commandLine().getErr(), isPerson)) {
            return call.apply(
                    new CallContext(
                            "local", sandbox, System::nanoTime, Limits.MAX_TIMEOUT, progress));
        }
    }

    private RegisteredTool<?, ?> tool(String name) {
        return offered()
                .find(name)
                .orElseThrow(
                        () ->
                                new HostFailure(
                                        ExitCode.USAGE,
                                        "There is no tool \"%s\"; the command \"tools\" lists those there are."
                                                .formatted(name)));
    }

    private static JsonNode parse(String input) {
        try {
            return FrameCodec.mapper(Limits.MAX_MESSAGE_BYTES).readTree(input);
        } catch (JsonProcessingException _) {
            throw new HostFailure(
                    ExitCode.DATA,
                    "The input is not JSON; give an object such as '{\"path\":\".\"}'.");
        }
    }

    private static String pretty(Object value) {
        try {
            return PRETTY.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a result is JSON", broken);
        }
    }

    private ToolRegistry offered() {
        return policy.offered(tools);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
