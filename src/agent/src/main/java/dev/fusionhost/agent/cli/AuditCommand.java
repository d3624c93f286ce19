package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.audit.AuditTrail;
import dev.fusionhost.agent.home.HostHome;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = "Show which calls came and what became of them, or check that record.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ${ROOT-COMMAND-NAME} audit tail -n 5", "  ${ROOT-COMMAND-NAME} audit verify"})
class AuditCommand implements Runnable {
    @Spec CommandSpec spec;

    private final HostHome home;

    AuditCommand(HostHome home) {
        this.home = home;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: tail or verify");
    }

    @Command(description = "Print the newest lines, as JSON.", mixinStandardHelpOptions = true)
    void tail(
            @Option(
                            names = {"-n", "--lines"},
                            paramLabel = "N",
                            description = "How many. Default: ${DEFAULT-VALUE}.",
                            defaultValue = "20")
                    int lines) {
        try {
            trail().tail(Math.max(0, lines)).forEach(out()::println);
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    @Command(
            description =
                    "Check that no line was changed, taken out or put in; ends with 65 where one was.",
            mixinStandardHelpOptions = true)
    int verify() {
        try {
            var verdict = trail().verify();
            if (verdict.fault() != null)
                throw new HostFailure(ExitCode.DATA, verdict.fault() + ".");
            if (verdict.end().line() == 0) out().println("There is no line yet.");
            else
                out().printf(
                                "Lines %d to %d are as they were written. SHA-256 of the last one: %s%n",
                                verdict.first(), verdict.end().line(), verdict.end().hash());
            return ExitCode.OK.number();
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private AuditTrail trail() {
        return new AuditTrail(home.path());
    }

    private static HostFailure unreadable(IOException failed) {
        return new HostFailure(
                ExitCode.IO, "The audit log can't be read: " + failed.getMessage(), failed);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
