package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.enrol.Identity;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "unenroll",
        description = "Give up this device's identity: at the server, then here.",
        mixinStandardHelpOptions = true)
class UnenrollCommand implements Callable<Integer> {
    @Mixin ServerOption server;
    @Spec CommandSpec spec;

    private final Identity identity;
    private final HostSettings settings;

    UnenrollCommand(Identity identity, HostSettings settings) {
        this.identity = identity;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var origin = server.origin(settings);
        var out = spec.commandLine().getOut();
        identity.find(origin)
                .ifPresentOrElse(
                        credential -> {
                            identity.giveUp(origin, credential);
                            out.printf("No longer enrolled at %s.%n", origin);
                        },
                        () -> out.printf("Not enrolled at %s.%n", origin));
        return 0;
    }
}
