package dev.fusionhost.agent.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Print what completes this program's commands in bash and zsh.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nFor this shell:  ",
        footer = "source <(${ROOT-COMMAND-NAME} completion)")
class CompletionCommand implements Runnable {
    @Spec CommandSpec spec;

    @Override
    public void run() {
        var root = spec.root();
        spec.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
    }
}
