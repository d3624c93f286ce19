package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.FusionHost;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.log.OperatorLog;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;

/// Runs the host for the command line, with its log where the operator wants it.
@Singleton
class Runner {
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
        var format = options.logFormat(settings);
        new StopSignals(host).heed();
        heedQuarkus();
        // Where nothing is said about it, an application may have set its own.
        var usual = file == null && format == OperatorLog.Format.PLAIN;
        try (var _ = usual ? null : OperatorLog.open(file, format)) {
            host.run(hostOptions);
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
}
