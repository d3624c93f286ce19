package dev.fusionhost.agent.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/// The host as its user's background service.
///
/// Each step throws a [HostFailure] where the system refuses, with what the system says.
public final class Service {
    private final InitSystem system;
    private final SystemCommand run;
    private final ServiceDefinition definition;
    private final SettingsFile settings;

    /// @param name of the program, and of the service
    /// @param stateFolder the host's
    public static Service ofThisMachine(String name, Path stateFolder) {
        return new Service(
                InitSystem.ofThisMachine(stateFolder),
                SystemCommand::asProcess,
                name,
                Program.thatRuns(),
                stateFolder);
    }

    Service(InitSystem system, SystemCommand run, String name, Program program, Path stateFolder) {
        this.system = system;
        this.run = run;
        settings = new SettingsFile(stateFolder.resolve("service.properties"));
        definition =
                new ServiceDefinition(
                        name,
                        "Device host: runs what its server calls on this machine",
                        program.with(List.of(settings.asArgument()), List.of("run")),
                        stateFolder.resolve("service.log"));
    }

    /// Writes down what is to be started, with which settings, and has the system start it, now and
    /// at each login. One that is installed is replaced.
    ///
    /// @param config where the host's settings come from, besides the command line
    /// @param options what the command line says: settings by their names
    /// @return where it was written down
    public Path install(Config config, Map<String, String> options) {
        system.probe().ifPresent(this::done);
        var file = system.file(definition);
        var again = Files.exists(file);
        try {
            OwnerOnly.folder(settings.folder());
            settings.write(complete(config, options));
            // Whether the system still knows of the one before or not: what counts is the new one.
            if (again) system.beforeUninstall(definition).forEach(run::run);
            Files.createDirectories(requireNonNull(file.getParent()));
            OwnerOnly.replace(file, system.text(definition).getBytes(UTF_8));
        } catch (IOException failed) {
            throw unwritten(failed);
        }
        system.afterInstall(definition).forEach(this::done);
        return file;
    }

    /// What [#install] would write, each file under its name.
    public Map<Path, String> preview(Config config, Map<String, String> options) {
        var files = new TreeMap<Path, String>();
        files.put(settings.path(), SettingsFile.text(complete(config, options)));
        files.put(system.file(definition), system.text(definition));
        return files;
    }

    /// Has the system stop it and forget it. The host's own state stays. Its files go in any case:
    /// a system that isn't at work just now won't find them when it is.
    public void uninstall() {
        installed();
        var outcomes = system.beforeUninstall(definition).stream().map(run::run).toList();
        try {
            Files.deleteIfExists(system.file(definition));
            Files.deleteIfExists(settings.path());
        } catch (IOException failed) {
            throw unwritten(failed);
        }
        for (var outcome : outcomes)
            if (!outcome.ok())
                throw new HostFailure(
                        ExitCode.UNAVAILABLE,
                        "The service's files are removed, but the system has not forgotten it yet: "
                                + outcome.said());
    }

    public void start() {
        installed();
        done(system.start(definition));
    }

    public void stop() {
        installed();
        done(system.stop(definition));
    }

    /// What the system says about it, be it at work or not.
    public String status() {
        installed();
        return run.run(system.status(definition)).said();
    }

    /// The last of what it has printed.
    public String logs() {
        installed();
        return done(system.logs(definition));
    }

    /// What the owner should know beyond that it works.
    public Optional<String> hint() {
        return system.hint();
    }

    /// Where it is written down; empty where it isn't installed.
    public Optional<Path> file() {
        return Optional.of(system.file(definition)).filter(Files::exists);
    }

    private void installed() {
        if (file().isEmpty())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "%1$s isn't installed as a service; install it by \"%1$s service install\"."
                            .formatted(definition.name()));
    }

    private String done(List<String> command) {
        var outcome = run.run(command);
        if (outcome.ok()) return outcome.said();
        throw new HostFailure(
                ExitCode.UNAVAILABLE,
                "\"%s\" failed: %s".formatted(String.join(" ", command), outcome.said()));
    }

    private Map<String, String> complete(Config config, Map<String, String> options) {
        var complete = new TreeMap<>(SettingsFile.settings(config, options));
        if (!system.keepsLogs())
            complete.putIfAbsent("fusion.host.log", definition.log().toString());
        return complete;
    }

    private static HostFailure unwritten(IOException failed) {
        return new HostFailure(
                ExitCode.IO,
                "The service's files can't be changed: " + failed.getMessage(),
                failed);
    }
}
