package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.config.SettingsFileSource;
import dev.fusionhost.agent.home.CoreFiles;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import picocli.CommandLine;

/// Gives the program the name of its application, and sees to it that whatever goes wrong is one
/// sentence and an exit code.
@Singleton
class CommandLineSetup {
    private static final Logger LOG = Logger.getLogger(CommandLineSetup.class);

    private final String program;
    private final HostSettings settings;

    CommandLineSetup(
            @ConfigProperty(name = "quarkus.application.name") String program,
            HostSettings settings) {
        this.program = program;
        this.settings = settings;
    }

    @Produces
    @ApplicationScoped
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        // Most commands read the identity.
        CoreFiles.withoutMemory();
        return factory.create()
                .setCommandName(program)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.colours()))
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler(
                        (wrong, _) -> {
                            var line = wrong.getCommandLine();
                            return say(
                                    line,
                                    ExitCode.USAGE,
                                    "%s. Try \"%s --help\"."
                                            .formatted(
                                                    wrong.getMessage(),
                                                    line.getCommandSpec().qualifiedName()));
                        })
                .setExecutionExceptionHandler(
                        (failure, line, _) -> {
                            if (failure instanceof HostFailure known) {
                                LOG.debug("The host failed", known);
                                return say(line, known.exitCode(), known.sentence());
                            }
                            LOG.error("A defect of the host", failure);
                            return say(
                                    line,
                                    ExitCode.SOFTWARE,
                                    "This is a defect of the host; please report the log above.");
                        });
    }

    /// No command goes on without settings that were meant, which may say what is not allowed.
    private int execute(CommandLine.ParseResult parsed) {
        var helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) return helped;
        try {
            SettingsFileSource.mustBeRead(settings.settings());
        } catch (HostFailure failure) {
            // Who handles failures takes them in this wrapping alone.
            throw new CommandLine.ExecutionException(
                    parsed.commandSpec().commandLine(), failure.sentence(), failure);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private int say(CommandLine line, ExitCode code, String sentence) {
        line.getErr().println(program + ": " + sentence);
        return code.number();
    }
}
