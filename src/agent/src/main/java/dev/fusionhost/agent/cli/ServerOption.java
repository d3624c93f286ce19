package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.config.Setting;
import dev.fusionhost.agent.credentials.Origin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server is meant.
class ServerOption {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Base URL of the server, such as https://pulsn.internal (FUSION_HOST_SERVER).")
    @Nullable String server;

    @Option(
            names = "--allow-http",
            description =
                    "Accept http to a server that is not on this machine (FUSION_HOST_ALLOW_HTTP).")
    boolean allowHttp;

    String url(HostSettings settings) {
        var url = server == null ? settings.server().orElse("") : server;
        if (url.isBlank())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "No server is set; give --server URL or set FUSION_HOST_SERVER.");
        return url;
    }

    boolean allowHttp(HostSettings settings) {
        return allowHttp || Setting.yes("FUSION_HOST_ALLOW_HTTP", settings.allowHttp());
    }

    Origin origin(HostSettings settings) {
        return Origin.parse(url(settings), allowHttp(settings));
    }
}
