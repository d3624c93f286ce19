package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "man",
        description = "Print the manual page, for man(1): each command with its options.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nTo read it:  ",
        footer = "${ROOT-COMMAND-NAME} man | man -l -")
class ManCommand implements Runnable {
    @Spec CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(new ManualPage(spec.root(), Platform.version()));
    }
}
