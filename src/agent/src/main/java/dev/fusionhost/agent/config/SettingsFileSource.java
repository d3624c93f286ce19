package dev.fusionhost.agent.config;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// The settings in a file that the program is told of, as a service is: `fusion.host.settings` is
/// its path. The environment goes before it, and it before what an application brings.
///
/// SmallRye's own `smallrye.config.locations` ends the program before it can say a sentence, and
/// would go before the environment.
public final class SettingsFileSource implements ConfigSourceFactory {
    /// The property that has the path.
    public static final String NAME = "fusion.host.settings";

    /// The environment has 300, `application.properties` 250.
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var file = context.getValue(NAME).getValue();
        if (file == null || file.isBlank()) return List.of();
        try {
            return List.of(read(file));
        } catch (IOException | IllegalArgumentException _) {
            // There is nobody yet who could say so: see mustBeRead.
            return List.of();
        }
    }

    /// Sees to it that nobody goes on without the settings that were meant.
    ///
    /// @param file the one that the program was told of, if it was
    /// @throws HostFailure where it can't be read
    public static void mustBeRead(Optional<String> file) {
        if (file.isEmpty()) return;
        try {
            read(file.get());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "The settings file %s is missing or can't be read; \"service install\" writes one."
                            .formatted(file.get()),
                    unreadable);
        }
    }

    private static ConfigSource read(String file) throws IOException {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of(file))) {
            settings.load(in);
        }
        return new PropertiesConfigSource(settings, file, ORDINAL);
    }
}
