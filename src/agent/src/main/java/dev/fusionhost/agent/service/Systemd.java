package dev.fusionhost.agent.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A user unit of systemd, see `systemd.unit(5)` and `systemd.service(5)`.
///
/// @param units the folder of the user's own units
/// @param user their name
/// @param lingering where systemd notes whose services run without a login
record Systemd(Path units, String user, Path lingering) implements InitSystem {
    private static final String UNIT =
            """
            [Unit]
            Description=%s
            # However long the way to the server is broken, the host goes on trying.
            StartLimitIntervalSec=0

            [Service]
            Type=notify
            NotifyAccess=main
            ExecStart=%s
            Restart=always
            RestartSec=5
            # Wrong options, a revoked identity, wrong settings: another start changes nothing.
            RestartPreventExitStatus=64 77 78
            # Calls at work get 40 s to finish; what they have started ends with the host.
            TimeoutStopSec=60
            KillMode=mixed
            WatchdogSec=120
            UMask=0077

            [Install]
            WantedBy=default.target
            """;

    /// @param home the user's home folder
    static Systemd ofThisUser(Map<String, String> environment, Path home) {
        var configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        var config = configured.startsWith("/") ? Path.of(configured) : home.resolve(".config");
        return new Systemd(
                config.resolve("systemd").resolve("user"),
                System.getProperty("user.name"),
                Path.of("/var/lib/systemd/linger"));
    }

    @Override
    public Path file(ServiceDefinition service) {
        return units.resolve(unit(service));
    }

    @Override
    public String text(ServiceDefinition service) {
        var words = service.command();
        // A dollar sign begins a variable, but not in the program's own name.
        var arguments = words.stream().skip(1).map(word -> word.replace("$", "$$"));
        var command =
                Stream.concat(words.stream().limit(1), arguments)
                        .map(Systemd::quoted)
                        .collect(Collectors.joining(" "));
        return UNIT.formatted(service.description().replace("%", "%%"), command);
    }

    private static String quoted(String word) {
        var plain = word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return '"' + plain.replace("%", "%%") + '"';
    }

    @Override
    public Optional<List<String>> probe() {
        return Optional.of(systemctl("show", "--property=Version"));
    }

    @Override
    public List<List<String>> afterInstall(ServiceDefinition service) {
        return List.of(
                systemctl("daemon-reload"),
                systemctl("enable", unit(service)),
                systemctl("restart", unit(service)));
    }

    @Override
    public List<List<String>> beforeUninstall(ServiceDefinition service) {
        return List.of(systemctl("disable", "--now", unit(service)));
    }

    @Override
    public List<String> start(ServiceDefinition service) {
        return systemctl("start", unit(service));
    }

    @Override
    public List<String> stop(ServiceDefinition service) {
        return systemctl("stop", unit(service));
    }

    @Override
    public List<String> status(ServiceDefinition service) {
        return systemctl("status", "--no-pager", unit(service));
    }

    @Override
    public List<String> logs(ServiceDefinition service) {
        return List.of(
                "journalctl", "--user", "--no-pager", "--lines=200", "--unit=" + unit(service));
    }

    @Override
    public boolean keepsLogs() {
        return true;
    }

    @Override
    public Optional<String> hint() {
        if (Files.exists(lingering.resolve(user))) return Optional.empty();
        return Optional.of(
                "It runs while %1$s is logged in. To have it run from the machine's start on: loginctl enable-linger %1$s"
                        .formatted(user));
    }

    private static String unit(ServiceDefinition service) {
        return service.name() + ".service";
    }

    private static List<String> systemctl(String... arguments) {
        return Words.of("systemctl", "--user").and(arguments);
    }
}
