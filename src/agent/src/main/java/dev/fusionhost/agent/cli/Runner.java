package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.FusionHost;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Runs the host for the command line, with its log where the operator wants it.
@Singleton
class Runner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final FusionHost host;
    private final HostSettings settings;
    private final PairingCode code;

    Runner(FusionHost host, HostSettings settings, PairingCode code) {
        this.host = host;
        this.settings = settings;
        this.code = code;
    }

    int run(RunOptions options) {
        var hostOptions = options.over(settings, code);
        var file = options.log(settings);
        new StopSignals(host).heed();
        heedQuarkus();
        if (file == null) {
            host.run(hostOptions);
        } else {
            try (var log = appending(file)) {
                host.run(
                        hostOptions.withLog(
                                line ->
                                        log.println(
                                                TIME.format(
                                                                LocalDateTime.now(
                                                                        ZoneId.systemDefault()))
                                                        + " "
                                                        + line)));
            }
        }
        return ExitCode.OK.number();
    }

    /// Quarkus asks for the end too, and waits for it: dev mode does when code has changed, before
    /// it starts the host anew.
    private void heedQuarkus() {
        Thread.ofPlatform()
                .daemon()
                .name("exit-watch")
                .start(
                        () -> {
                            Quarkus.waitForExit();
                            host.stop();
                        });
    }

    private static PrintWriter appending(String file) {
        try {
            var writer =
                    Files.newBufferedWriter(
                            Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new PrintWriter(writer, true);
        } catch (IOException | InvalidPathException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The log file %s can't be written; give another one with --log."
                            .formatted(file),
                    failed);
        }
    }
}
