package dev.fusionhost.tools.deployment;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.maven.dependency.ResolvedDependency;
import java.util.Comparator;
import java.util.List;

/// The jars that may hold tools: those that depend on the tool contract themselves.
final class ToolJars {
    private static final String GROUP = "dev.fusionhost";
    private static final String CONTRACT = "fusion-host-tools";

    private ToolJars() {}

    static List<ResolvedDependency> in(ApplicationModel application) {
        return application.getRuntimeDependencies().stream()
                .filter(ToolJars::seesTheContract)
                .sorted(Comparator.comparing(jar -> jar.getKey().toString()))
                .toList();
    }

    private static boolean seesTheContract(ResolvedDependency jar) {
        return jar.getDependencies().stream()
                .anyMatch(
                        other ->
                                other.getGroupId().equals(GROUP)
                                        && other.getArtifactId().equals(CONTRACT));
    }
}
