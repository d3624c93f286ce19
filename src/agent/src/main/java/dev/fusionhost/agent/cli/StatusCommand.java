package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.status.Status;
import dev.fusionhost.agent.status.StatusFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description =
                "Tell how the host on this machine is doing; ends with 0 only where it is online.",
        mixinStandardHelpOptions = true)
class StatusCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    private final HostHome home;

    StatusCommand(HostHome home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        var status = StatusFile.read(home.path());
        spec.commandLine()
                .getOut()
                .println(status.map(Status::line).orElse("No host has run with this state folder"));
        return status.map(StatusCommand::exitCode).orElse(ExitCode.UNAVAILABLE).number();
    }

    private static ExitCode exitCode(Status status) {
        if (status.state() == Status.State.REVOKED) return ExitCode.NO_PERMISSION;
        if (!status.alive()) return ExitCode.UNAVAILABLE;
        return status.state() == Status.State.ONLINE ? ExitCode.OK : ExitCode.TEMPORARY;
    }
}
