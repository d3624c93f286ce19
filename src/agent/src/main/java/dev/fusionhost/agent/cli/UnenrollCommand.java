package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.enrol.Identity;
import dev.fusionhost.agent.home.HomeLock;
import dev.fusionhost.agent.home.HostHome;
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
    private final HostHome home;
    private final HostSettings settings;

    UnenrollCommand(Identity identity, HostHome home, HostSettings settings) {
        this.identity = identity;
        this.home = home;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var origin = server.origin(settings);
        if (identity.find(origin).isEmpty()) {
            spec.commandLine().getOut().printf("Not enrolled at %s.%n", origin);
            return 0;
        }
        // A host at work would go on with what is no identity any more.
        try (var _ = HomeLock.take(home.prepared())) {
            identity.find(origin).ifPresent(credential -> identity.giveUp(origin, credential));
        }
        spec.commandLine().getOut().printf("No longer enrolled at %s.%n", origin);
        return 0;
    }
}
