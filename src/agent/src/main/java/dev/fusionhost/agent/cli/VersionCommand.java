package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.Platform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(getVersion()[0]);
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "%s %s (%s %s)"
                    .formatted(
                            spec.root().name(), Platform.version(), Platform.os(), Platform.arch())
        };
    }
}
