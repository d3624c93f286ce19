package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.config.HostSettings;
import java.util.List;
import picocli.CommandLine.Option;

/// Which folders are allowed.
class RootsOption {
    @Option(
            names = "--root",
            paramLabel = "DIR",
            description =
                    "A folder that tools may reach; may be given again. DIR:ro is read-only. Default: your home folder (FUSION_HOST_ROOTS, comma-separated).")
    List<String> roots = List.of();

    List<String> roots(HostSettings settings) {
        return roots.isEmpty() ? settings.roots().orElse(List.of()) : roots;
    }
}
