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
import java.util.stream.Stream;

/// The host as it was packaged: the executable where one was built, else the jar.
public final class HostProgram {
    private static final String ARTIFACT = "quarkus-artifact.properties";

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();
    private List<String> under = List.of();
    private Consumer<String> echo = _ -> {};

    public HostProgram(String... arguments) {
        this.arguments.addAll(List.of(arguments));
    }

    public HostProgram with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /// Sets a system property, as the definition of a service does.
    public HostProgram property(String name, Object value) {
        properties.add("-D%s=%s".formatted(name, value));
        return this;
    }

    /// Has it started by this command, which gets the program and its arguments behind its own.
    public HostProgram under(String... command) {
        under = List.of(command);
        return this;
    }

    /// Hands each line on as it comes.
    public HostProgram echo(Consumer<String> echo) {
        this.echo = echo;
        return this;
    }

    public Program start() {
        var command = new ArrayList<>(under);
        command.addAll(packaged());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("FUSION_"));
        // Who runs the tests may have a keyring open, which is none of theirs.
        builder.environment().put("FUSION_HOST_STORE", "file");
        builder.environment().putAll(environment);
        return new Program(builder, echo);
    }

    /// Whether it is the executable that is tested, and not the jar.
    public static boolean isExecutable() {
        return artifact().getProperty("type").startsWith("native");
    }

    private List<String> packaged() {
        var path = target().resolve(artifact().getProperty("path")).toString();
        if (isExecutable()) return Stream.concat(Stream.of(path), properties.stream()).toList();
        var arguments = Stream.concat(properties.stream(), Stream.of("-jar", path));
        return Program.java(arguments.toArray(String[]::new));
    }

    private static Path target() {
        var target = Path.of("target").toAbsolutePath();
        return Files.exists(target.resolve(ARTIFACT))
                ? target
                : Path.of("native", "target").toAbsolutePath();
    }

    private static Properties artifact() {
        var artifact = new Properties();
        try (var in = Files.newInputStream(target().resolve(ARTIFACT))) {
            artifact.load(in);
            return artifact;
        } catch (IOException missing) {
            throw new UncheckedIOException("package the application first", missing);
        }
    }
}
