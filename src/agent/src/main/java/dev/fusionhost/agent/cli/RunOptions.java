package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.HostOptions;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.log.OperatorLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of a host, over the settings.
class RunOptions {
    @Mixin ServerOption server;
    @Mixin RootsOption roots;
    @Mixin DeviceOptions device;

    @Option(
            names = {"--log-file", "--log"},
            paramLabel = "FILE",
            description =
                    "File to append the log to; it is rotated at 10 MiB. Default: standard output (FUSION_HOST_LOG).")
    @Nullable String log;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "plain or json. Default: plain (FUSION_HOST_LOG_FORMAT).")
    @Nullable String logFormat;

    HostOptions over(HostSettings settings, PairingCode code) {
        return HostOptions.of(server.url(settings))
                .withAllowHttp(server.allowHttp(settings))
                .withRoots(roots.roots(settings))
                .withCode(code.of(device, server.origin(settings)))
                .withName(device.name(settings))
                .withStore(device.store);
    }

    @Nullable String log(HostSettings settings) {
        return log == null ? settings.log().orElse(null) : log;
    }

    OperatorLog.Format logFormat(HostSettings settings) {
        return OperatorLog.Format.of(logFormat == null ? settings.logFormat() : logFormat);
    }
}
