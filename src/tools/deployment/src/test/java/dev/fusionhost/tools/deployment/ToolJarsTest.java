package dev.fusionhost.tools.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.model.ApplicationModelBuilder;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ToolJarsTest {
    private static final ArtifactCoords CONTRACT = jar("dev.fusionhost", "fusion-host-tools");
    private static final ArtifactCoords GIT = jar("org.example", "git-tools");
    private static final ArtifactCoords LIBRARY = jar("org.example", "library");

    @Test
    void aJarThatDependsOnTheContractMayHoldTools() {
        var application =
                application(
                        dependency(LIBRARY),
                        dependency(CONTRACT).addDependency(LIBRARY),
                        dependency(GIT).addDependency(CONTRACT).addDependency(LIBRARY));
        assertThat(ToolJars.in(application))
                .extracting(ResolvedDependency::getArtifactId)
                .containsExactly("git-tools");
    }

    private static ApplicationModel application(ResolvedDependencyBuilder... dependencies) {
        var application = new ApplicationModelBuilder();
        application.setAppArtifact(
                dependency(jar("org.example", "device")).setResolvedPath(Path.of("device.jar")));
        for (var dependency : dependencies) application.addDependency(dependency);
        return application.build();
    }

    private static ResolvedDependencyBuilder dependency(ArtifactCoords coords) {
        return ResolvedDependencyBuilder.newInstance()
                .setCoords(coords)
                .setRuntimeCp()
                .setResolvedPath(Path.of(coords.getArtifactId() + ".jar"));
    }

    private static ArtifactCoords jar(String group, String artifact) {
        return ArtifactCoords.jar(group, artifact, "1");
    }
}
