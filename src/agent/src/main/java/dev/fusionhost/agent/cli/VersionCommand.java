package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.Platform;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.enrol.Enroller;
import dev.fusionhost.protocol.HostRelease;
import java.lang.module.ModuleDescriptor.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "version",
        description = "Print the version, or ask the server whether there is a newer one.",
        mixinStandardHelpOptions = true)
class VersionCommand implements Callable<Integer> {
    @Mixin ServerOption server;

    @Option(
            names = "--check",
            description =
                    "Ask the server, and nobody else; ends with 1 where there is a newer version.")
    boolean check;

    @Spec CommandSpec spec;

    private final Enroller enroller;
    private final HostSettings settings;

    VersionCommand(Enroller enroller, HostSettings settings) {
        this.enroller = enroller;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        say(Versions.line(spec.root().name()));
        return check && isOld() ? 1 : 0;
    }

    private boolean isOld() {
        var origin = server.origin(settings);
        var release = enroller.release(origin);
        if (release.isEmpty()) say("%s does not say which version there is.".formatted(origin));
        return release.isPresent() && isOlderThan(release.get());
    }

    private boolean isOlderThan(HostRelease release) {
        if (!isNewer(release.version())) {
            say("It is the newest that the server knows.");
            return false;
        }
        say(
                release.page() == null
                        ? "There is a newer one: %s".formatted(release.version())
                        : "There is a newer one: %s, at %s"
                                .formatted(release.version(), release.page()));
        return true;
    }

    /// A word that is no version can't be compared, and is told as it is.
    private static boolean isNewer(String version) {
        try {
            return Version.parse(version).compareTo(Version.parse(Platform.version())) > 0;
        } catch (IllegalArgumentException _) {
            return !version.equals(Platform.version());
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
