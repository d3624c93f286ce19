package dev.fusionhost.agent.service;

import static java.util.Objects.requireNonNull;

import dev.fusionhost.agent.config.SettingsFileSource;
import dev.fusionhost.agent.home.OwnerOnly;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/// The settings of a service: what its owner's terminal had when they installed it, wherever it
/// came from, in a file that they can read and change. Only theirs to read, since a proxy's
/// password may be in it.
record SettingsFile(Path path) {
    private static final String PREFIX = "fusion.host.";

    /// Works once, and is a secret.
    private static final String CODE = PREFIX + "code";

    private static final Set<String> FILES =
            Set.of(
                    PREFIX + "home",
                    PREFIX + "log",
                    PREFIX + "tls.ca",
                    PREFIX + "tls.certificate",
                    PREFIX + "tls.key");

    private static final String HEAD =
            "# Read by the service at its start; the environment goes before it.\n";

    /// Everything that is set for a host.
    ///
    /// @param options what the command line says, which goes before everything else
    static Map<String, String> settings(Config config, Map<String, String> options) {
        var settings = new TreeMap<String, String>();
        for (var name : config.getPropertyNames()) {
            if (!name.startsWith(PREFIX)) continue;
            config.getOptionalValue(name, String.class)
                    .ifPresent(value -> settings.put(name, value));
        }
        settings.putAll(options);
        settings.remove(CODE);
        settings.remove(SettingsFileSource.NAME);
        // The service is started elsewhere.
        for (var name : FILES)
            settings.computeIfPresent(name, (_, file) -> Path.of(file).toAbsolutePath().toString());
        return settings;
    }

    Path folder() {
        return requireNonNull(path.getParent());
    }

    void write(Map<String, String> settings) throws IOException {
        OwnerOnly.replace(path, text(settings).getBytes(StandardCharsets.UTF_8));
    }

    /// Each of them on a line of its own, as [Properties] escapes them.
    static String text(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> line(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static String line(String name, String value) {
        var one = new Properties();
        one.setProperty(name, value);
        var text = new StringWriter();
        try {
            one.store(text, null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        // The first line is the date.
        return text.toString().lines().filter(line -> !line.startsWith("#")).findFirst().orElse("");
    }

    /// What tells a program to read it.
    String asArgument() {
        return "-D%s=%s".formatted(SettingsFileSource.NAME, path.toAbsolutePath());
    }
}
