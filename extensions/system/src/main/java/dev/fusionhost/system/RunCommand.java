package dev.fusionhost.system;

import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.Configurable;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Sandbox;
import jakarta.annotation.PreDestroy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "run_command",
        title = "Run command",
        description =
                "Run one of the commands that the operator of this device declared, and wait for its"
                        + " end. There is no shell and no input; what it started ends with it.")
class RunCommand implements ActionTool<RunCommand.Input, RunCommand.Ended>, Configurable {
    /// What is left of the call's time for ending the command and for the way of the result.
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private final CommandSettings settings;
    private final Set<ProcessTree> atWork = ConcurrentHashMap.newKeySet();
    private @Nullable DeclaredCommands declared;

    RunCommand(CommandSettings settings) {
        this.settings = settings;
    }

    record Input(
            @NotBlank @Size(max = 64) @Description("The id of the command.") String command,
            @Nullable @Size(max = 50) @Description("The values of its arguments, by their names.")
                    Map<String, @Size(max = 8192) String> arguments,
            @Default("60") @Min(1) @Max(600) @Description("Seconds after which it is ended.")
                    int timeoutSeconds) {}

    /// @param exitCode null where the time was up
    /// @param output the end of what it printed, errors among it
    /// @param outputBytes of all that it printed, likewise sha256
    /// @param timedOut it was ended because its time was up
    record Ended(
            @Nullable Integer exitCode,
            boolean timedOut,
            String output,
            long outputBytes,
            boolean truncated,
            String sha256) {}

    @Override
    public Optional<String> configured() {
        var commands = declared();
        return commands.byId().isEmpty() ? Optional.empty() : Optional.of(commands.told());
    }

    @Override
    public void mustFit(Sandbox roots) {
        for (var command : declared().byId().values()) command.mustRunInside(roots);
    }

    @Override
    public Ended execute(Input input, ToolContext context) throws Exception {
        var command = command(input.command());
        var values = input.arguments() == null ? Map.<String, String>of() : input.arguments();
        var line = command.line(values, context);
        var folder = folder(command, context);
        context.checkCancelled();
        var output = new Output(command.outputLimit());
        Optional<Integer> exitCode;
        try (var tree = start(command, line, folder, output)) {
            atWork.add(tree);
            exitCode = tree.await(time(command, input, context));
        } finally {
            atWork.removeIf(ProcessTree::ended);
        }
        var printed = output.printed();
        return new Ended(
                exitCode.orElse(null),
                exitCode.isEmpty(),
                printed.text(),
                printed.bytes(),
                printed.truncated(),
                printed.sha256());
    }

    private synchronized DeclaredCommands declared() {
        if (declared == null) {
            CommandVariables.mustBeSettings(System.getenv().keySet(), settings);
            declared = DeclaredCommands.of(settings);
        }
        return declared;
    }

    private DeclaredCommand command(String id) {
        return declared()
                .find(id)
                .orElseThrow(
                        () ->
                                new ToolException(
                                        ErrorCode.INVALID_INPUT,
                                        "No command %s is declared on this device."
                                                .formatted(Printable.of(id))));
    }

    private static Path folder(DeclaredCommand command, ToolContext context) {
        var place = context.existing(command.folder());
        place.openFolder().close();
        return place.toPath();
    }

    private static ProcessTree start(
            DeclaredCommand command, List<String> line, Path folder, Output output) {
        try {
            return new ProcessTree(line, folder, command.environment(), output);
        } catch (IOException refused) {
            throw new ToolException(
                    ErrorCode.IO, "%s could not be started.".formatted(command.id()), refused);
        }
    }

    private static Duration time(DeclaredCommand command, Input input, ToolContext context) {
        var asked = Duration.ofSeconds(input.timeoutSeconds());
        var left = context.remaining().minus(RESERVE);
        var least = asked.compareTo(command.timeout()) < 0 ? asked : command.timeout();
        return left.compareTo(least) < 0 ? left : least;
    }

    /// What is still at work when the host ends, ends with it.
    @PreDestroy
    void end() {
        atWork.forEach(ProcessTree::end);
    }
}
