package dev.fusionhost.system;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// What an operator writes, line by line.
final class Settings {
    private final Map<String, String> properties = new HashMap<>();

    Settings with(String property, String value) {
        properties.put("fusion.host.commands." + property, value);
        return this;
    }

    /// A command of the shell, which only a test would declare.
    Settings script(String id, String script) {
        return with(id + ".executable", "/bin/sh")
                .with(id + ".arguments[0]", "-c")
                .with(id + ".arguments[1]", script.replace("{", "{{").replace("}", "}}"));
    }

    CommandSettings read() {
        return read(new PropertiesConfigSource(properties, "operator", 100));
    }

    /// What an operator has set in the environment.
    static CommandSettings of(Map<String, String> variables) {
        return read(new EnvConfigSource(variables, 300));
    }

    private static CommandSettings read(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .withMapping(CommandSettings.class)
                .withSources(source)
                .build()
                .getConfigMapping(CommandSettings.class);
    }
}
