package dev.fusionhost.agent.service;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How one kind of system starts programs for its users. Each command line is one of the system's
/// own.
sealed interface InitSystem permits Systemd, Launchd, TaskScheduler {
    /// Where what to start is written down.
    Path file(ServiceDefinition service);

    /// What is written there.
    String text(ServiceDefinition service);

    /// Fails where this system isn't at work for this user.
    Optional<List<String>> probe();

    /// Tell it of the file, and start the service anew.
    List<List<String>> afterInstall(ServiceDefinition service);

    /// Make it stop the service, and forget it.
    List<List<String>> beforeUninstall(ServiceDefinition service);

    List<String> start(ServiceDefinition service);

    List<String> stop(ServiceDefinition service);

    List<String> status(ServiceDefinition service);

    List<String> logs(ServiceDefinition service);

    /// Whether it keeps what services print.
    boolean keepsLogs();

    /// What else the owner should know.
    Optional<String> hint();

    /// That of the machine this runs on.
    static InitSystem ofThisMachine(Path stateFolder) {
        var home = Path.of(System.getProperty("user.home"));
        return switch (Platform.os()) {
            case "macos" -> new Launchd(home.resolve("Library", "LaunchAgents"), userId(home));
            case "windows" -> new TaskScheduler(stateFolder, account());
            default -> Systemd.ofThisUser(System.getenv(), home);
        };
    }

    private static int userId(Path home) {
        try {
            return (int) Files.getAttribute(home, "unix:uid");
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO, "Your home folder %s can't be read.".formatted(home), failed);
        }
    }

    private static String account() {
        var domain = System.getenv("USERDOMAIN");
        var name = System.getProperty("user.name");
        return domain == null ? name : domain + "\\" + name;
    }
}
