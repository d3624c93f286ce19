package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.enrol.Identity;
import dev.fusionhost.agent.home.HomeLock;
import dev.fusionhost.agent.home.HostHome;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "enroll",
        description = "Exchange a pairing code for this device's identity, without connecting.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} enroll --server https://pulsn.internal",
            "  ${ROOT-COMMAND-NAME} enroll --server https://pulsn.internal --code-file -  < code.txt"
        })
class EnrollCommand implements Callable<Integer> {
    @Mixin ServerOption server;
    @Mixin DeviceOptions device;
    @Spec CommandSpec spec;

    private final Identity identity;
    private final HostHome home;
    private final HostSettings settings;
    private final PairingCode code;

    EnrollCommand(Identity identity, HostHome home, HostSettings settings, PairingCode code) {
        this.identity = identity;
        this.home = home;
        this.settings = settings;
        this.code = code;
    }

    @Override
    public Integer call() {
        var origin = server.origin(settings);
        var known = identity.find(origin);
        var credential = known.isPresent() ? resolved(origin, null) : enrolled(origin);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s at %s as %s.%n",
                        known.isPresent() ? "Enrolled before" : "Enrolled",
                        origin,
                        credential.deviceId());
        return 0;
    }

    /// Alone, since a host that starts at this moment would use up a code of its own.
    private Credential enrolled(Origin origin) {
        try (var _ = HomeLock.take(home.prepared())) {
            return resolved(origin, code.of(device, origin));
        }
    }

    private Credential resolved(Origin origin, @Nullable String pairing) {
        return identity.resolve(origin, pairing, device.name(settings), device.store);
    }
}
