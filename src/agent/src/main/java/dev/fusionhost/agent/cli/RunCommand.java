package dev.fusionhost.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = "Enrol on the first start, connect, and run what the server calls.",
        mixinStandardHelpOptions = true)
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
