package dev.fusionhost.agent.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An agent of launchd, see `launchd.plist(5)` and `launchctl(1)`. Written by these pages, and not
/// yet run on a Mac.
///
/// @param agents the folder of the user's own agents
/// @param userId their number
record Launchd(Path agents, long userId) implements InitSystem {
    private static final String PLIST =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            <dict>
                <key>Label</key>
                <string>%s</string>
                <key>ProgramArguments</key>
                <array>
            %s    </array>
                <key>RunAtLoad</key>
                <true/>
                <key>KeepAlive</key>
                <dict>
                    <key>SuccessfulExit</key>
                    <false/>
                </dict>
                <key>ThrottleInterval</key>
                <integer>30</integer>
                <key>ExitTimeOut</key>
                <integer>60</integer>
                <key>ProcessType</key>
                <string>Background</string>
                <key>Umask</key>
                <integer>63</integer>
                <key>StandardOutPath</key>
                <string>%s</string>
                <key>StandardErrorPath</key>
                <string>%3$s</string>
            </dict>
            </plist>
            """;

    @Override
    public Path file(ServiceDefinition service) {
        return agents.resolve(label(service) + ".plist");
    }

    @Override
    public String text(ServiceDefinition service) {
        var arguments =
                service.command().stream()
                        .map(word -> "        <string>%s</string>\n".formatted(Xml.text(word)))
                        .collect(Collectors.joining());
        return PLIST.formatted(
                Xml.text(label(service)), arguments, Xml.text(service.log().toString()));
    }

    @Override
    public Optional<List<String>> probe() {
        return Optional.of(launchctl("print", domain()));
    }

    /// `bootstrap` refuses what it knows already, and `bootout` what it doesn't: asked to remove it
    /// first, launchd would fail at the first install.
    @Override
    public List<List<String>> afterInstall(ServiceDefinition service) {
        return List.of(launchctl("bootstrap", domain(), file(service).toString()));
    }

    @Override
    public List<List<String>> beforeUninstall(ServiceDefinition service) {
        return List.of(launchctl("bootout", target(service)));
    }

    @Override
    public List<String> start(ServiceDefinition service) {
        return launchctl("kickstart", target(service));
    }

    /// A host that is asked to end does so with success, and launchd lets it be then.
    @Override
    public List<String> stop(ServiceDefinition service) {
        return launchctl("kill", "SIGTERM", target(service));
    }

    @Override
    public List<String> status(ServiceDefinition service) {
        return launchctl("print", target(service));
    }

    @Override
    public List<String> logs(ServiceDefinition service) {
        return List.of("tail", "-n", "200", service.log().toString());
    }

    @Override
    public boolean keepsLogs() {
        return false;
    }

    @Override
    public Optional<String> hint() {
        return Optional.empty();
    }

    private static String label(ServiceDefinition service) {
        return "dev.fusionhost." + service.name();
    }

    private String domain() {
        return "gui/" + userId;
    }

    private String target(ServiceDefinition service) {
        return domain() + "/" + label(service);
    }

    private static List<String> launchctl(String... arguments) {
        return Words.of("launchctl").and(arguments);
    }
}
