package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.Platform;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What `--version` prints.
class Versions implements IVersionProvider {
    @Spec CommandSpec spec;

    @Override
    public String[] getVersion() {
        return new String[] {line(spec.root().name())};
    }

    static String line(String program) {
        return "%s %s (%s %s)"
                .formatted(program, Platform.version(), Platform.os(), Platform.arch());
    }
}
