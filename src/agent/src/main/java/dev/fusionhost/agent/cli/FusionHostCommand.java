package dev.fusionhost.agent.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The program's name, and what it does when nothing else is said: run.
@TopCommand
@Command(
        name = "fusion-host",
        description =
                "Gives a remote server's AI loop safe hands on local files and toolchains. Dials out; nothing listens.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        subcommands = {
            RunCommand.class,
            ServiceCommand.class,
            AuditCommand.class,
            CompletionCommand.class,
            CredentialsCommand.class,
            DoctorCommand.class,
            EnrollCommand.class,
            ManCommand.class,
            StatusCommand.class,
            SupportBundleCommand.class,
            ToolsCommand.class,
            UndoCommand.class,
            UnenrollCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "Begin:            ${ROOT-COMMAND-NAME} run --server URL --root DIR    (asks for the pairing code)",
            "In the background: ${ROOT-COMMAND-NAME} service install --server URL --root DIR",
            "What is wrong:     ${ROOT-COMMAND-NAME} doctor --server URL"
        })
class FusionHostCommand implements Callable<Integer> {
    @Mixin RunOptions options;

    private final Runner runner;

    FusionHostCommand(Runner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(options);
    }
}
