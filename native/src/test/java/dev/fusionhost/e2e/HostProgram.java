package dev.fusionhost.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/// The host as it was packaged: the executable where one was built, else the jar.
public final class HostProgram {
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private Consumer<String> echo = _ -> {};

    public HostProgram(String... arguments) {
        this.arguments.addAll(List.of(arguments));
    }

    public HostProgram with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /// Hands each line on as it comes.
    public HostProgram echo(Consumer<String> echo) {
        this.echo = echo;
        return this;
    }

    public Program start() {
        var command = new ArrayList<>(packaged());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("FUSION_"));
        builder.environment().putAll(environment);
        return new Program(builder, echo);
    }

    private static List<String> packaged() {
        var target = Path.of("target").toAbsolutePath();
        if (!Files.exists(target.resolve("quarkus-artifact.properties")))
            target = Path.of("native", "target").toAbsolutePath();
        var artifact = new Properties();
        try (var in = Files.newInputStream(target.resolve("quarkus-artifact.properties"))) {
            artifact.load(in);
        } catch (IOException missing) {
            throw new UncheckedIOException("package the application first", missing);
        }
        var path = target.resolve(artifact.getProperty("path")).toString();
        return artifact.getProperty("type").startsWith("native")
                ? List.of(path)
                : Program.java("-jar", path);
    }
}
