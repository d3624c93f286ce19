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
        versionProvider = VersionCommand.class,
        subcommands = {
            RunCommand.class,
            ServiceCommand.class,
            AuditCommand.class,
            CredentialsCommand.class,
            DoctorCommand.class,
            EnrollCommand.class,
            StatusCommand.class,
            ToolsCommand.class,
            UndoCommand.class,
            UnenrollCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "First start:  FUSION_HOST_CODE=CODE ${ROOT-COMMAND-NAME} run --server URL --root DIR",
            "From then on: ${ROOT-COMMAND-NAME} run --server URL --root DIR"
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
