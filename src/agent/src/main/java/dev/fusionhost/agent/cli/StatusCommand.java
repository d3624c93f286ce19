package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.status.Status;
import dev.fusionhost.agent.status.StatusFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description =
                "Tell how the host on this machine is doing; ends with 0 only where it is online.",
        mixinStandardHelpOptions = true)
class StatusCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Option(names = "--json", description = "Print it as a JSON object.")
    boolean json;

    @Option(
            names = "--watch",
            description = "Go on, and print each change, until you press Ctrl-C.")
    boolean watch;

    @Spec CommandSpec spec;

    private final HostHome home;

    StatusCommand(HostHome home) {
        this.home = home;
    }

    @Override
    public Integer call() throws InterruptedException {
        var status = StatusFile.read(home.path());
        var said = said(status);
        print(said);
        if (!json && !watch)
            status.map(Status::details).orElse(List.of()).forEach(detail -> print("  " + detail));
        while (watch) {
            Thread.sleep(EVERY);
            status = StatusFile.read(home.path());
            if (!said(status).equals(said)) print(said = said(status));
        }
        return status.map(StatusCommand::exitCode).orElse(ExitCode.UNAVAILABLE).number();
    }

    private String said(Optional<Status> status) {
        if (json) return status.map(StatusFile::json).orElse("{}");
        return status.map(Status::line).orElse("No host has run with this state folder");
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static ExitCode exitCode(Status status) {
        if (status.state() == Status.State.REVOKED) return ExitCode.NO_PERMISSION;
        if (!status.alive()) return ExitCode.UNAVAILABLE;
        return status.state() == Status.State.ONLINE ? ExitCode.OK : ExitCode.TEMPORARY;
    }
}
