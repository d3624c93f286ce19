package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.enrol.Identity;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "enroll",
        description = "Exchange a pairing code for this device's identity, without connecting.",
        mixinStandardHelpOptions = true)
class EnrollCommand implements Callable<Integer> {
    @Mixin ServerOption server;
    @Mixin DeviceOptions device;
    @Spec CommandSpec spec;

    private final Identity identity;
    private final HostSettings settings;

    EnrollCommand(Identity identity, HostSettings settings) {
        this.identity = identity;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var origin = server.origin(settings);
        var known = identity.find(origin).isPresent();
        var credential = identity.resolve(origin, device.code(settings), device.name(settings));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s at %s as %s.%n",
                        known ? "Enrolled before" : "Enrolled", origin, credential.deviceId());
        return 0;
    }
}
