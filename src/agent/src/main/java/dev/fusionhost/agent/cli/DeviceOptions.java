package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.Platform;
import dev.fusionhost.agent.config.HostSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an enrolment needs to know.
class DeviceOptions {
    @Option(
            names = "--code",
            paramLabel = "CODE",
            description =
                    "Pairing code for the first start. Others on this machine can see a command line: better give it when asked, by --code-file, or in FUSION_HOST_CODE.")
    @Nullable String code;

    @Option(
            names = "--code-file",
            paramLabel = "FILE",
            description = "File that holds the pairing code; - for standard input.")
    @Nullable String codeFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Label of this device. Default: its host name (FUSION_HOST_NAME).")
    @Nullable String name;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description =
                    "Where a new identity is kept: file, secret-service, systemd, keychain or dpapi. Default: the system's own store where it is open, else a file (FUSION_HOST_STORE).")
    @Nullable String store;

    String name(HostSettings settings) {
        return name == null ? settings.name().orElseGet(Platform::hostName) : name;
    }
}
