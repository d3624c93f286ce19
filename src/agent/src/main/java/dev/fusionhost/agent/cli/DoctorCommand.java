package dev.fusionhost.agent.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.doctor.Doctor;
import dev.fusionhost.agent.doctor.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description =
                "Find out why the host does not connect; ends with 0 where nothing is wrong, else with the exit code of the first thing that is.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} doctor --server https://pulsn.internal",
            "  ${ROOT-COMMAND-NAME} doctor --json | jq ."
        })
class DoctorCommand implements Callable<Integer> {
    @Mixin ServerOption server;

    @Option(names = "--json", description = "Print the findings as a JSON array.")
    boolean json;

    @Spec CommandSpec spec;

    private final Doctor doctor;
    private final HostSettings settings;

    DoctorCommand(Doctor doctor, HostSettings settings) {
        this.doctor = doctor;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        doctor.examine(
                server.origin(settings),
                finding -> {
                    findings.add(finding);
                    if (!json) print(finding);
                });
        if (json) spec.commandLine().getOut().println(text(findings));
        return findings.stream()
                .filter(Finding::wrong)
                .findFirst()
                .map(Finding::verdict)
                .orElse(ExitCode.OK)
                .number();
    }

    private void print(Finding finding) {
        var out = spec.commandLine().getOut();
        out.printf("%s %s: %s%n", mark(finding), finding.step(), finding.sentence());
        if (finding.advice() != null) out.printf("  → %s%n", finding.advice());
        out.flush();
    }

    private static String mark(Finding finding) {
        if (finding.wrong()) return Terminal.coloured("bold,red", "✗");
        return finding.advice() == null
                ? Terminal.coloured("green", "✓")
                : Terminal.coloured("yellow", "!");
    }

    private static String text(Object findings) {
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(findings);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
