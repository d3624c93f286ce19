package dev.fusionhost.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = "Enrol on the first start, connect, and run what the server calls.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} run --server https://pulsn.internal --root ~/models",
            "  ${ROOT-COMMAND-NAME} run --server https://pulsn.internal --root ~/models --root /srv/archive:ro --log-file host.log --log-format json"
        })
class RunCommand implements Callable<Integer> {
    @Mixin RunOptions options;

    private final Runner runner;

    RunCommand(Runner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(options);
    }
}
