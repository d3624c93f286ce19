package dev.fusionhost.agent.home;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The host's state folder, the owner's alone.
@Singleton
public class HostHome {
    private final HostSettings settings;

    HostHome(HostSettings settings) {
        this.settings = settings;
    }

    /// Where it is, whether it exists or not.
    public Path path() {
        try {
            return settings.home()
                    .filter(home -> !home.isBlank())
                    .map(Path::of)
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), ".fusion-host"))
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException _) {
            throw new HostFailure(
                    ExitCode.CONFIG, "FUSION_HOST_HOME is not the name of a folder; set it anew.");
        }
    }

    /// Makes the folder where it is missing.
    ///
    /// @throws HostFailure where it can't be made
    public Path prepared() {
        var home = path();
        try {
            OwnerOnly.folder(home);
            return home;
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The state folder %s can't be made; set FUSION_HOST_HOME to a folder that you may write."
                            .formatted(home),
                    failed);
        }
    }

    /// Does what must not be done under a host at work, where none is.
    public void whenFree(Runnable task) {
        try (var lock = HomeLock.ifFree(path())) {
            if (lock != null) task.run();
        }
    }
}
