package dev.fusionhost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of the house, kept by a machine: everything that ships, read as byte code.
class ArchitectureTest {
    private static final JavaClasses SHIPPED =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.fusionhost");

    @Test
    void allRoomsAreLookedAt() {
        for (var room : new String[] {"protocol", "tools", "agent", "files", "git", "system"})
            assertThat(SHIPPED.containPackage("dev.fusionhost." + room)).as(room).isTrue();
    }

    @Test
    void theWireKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("dev.fusionhost.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fusionhost.protocol..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..",
                        "java..")
                .check(SHIPPED);
    }

    @Test
    void theToolContractKnowsNeitherTheAgentNorTheWire() {
        noClasses()
                .that()
                .resideInAPackage("dev.fusionhost.tools..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fusionhost.agent..", "dev.fusionhost.protocol..")
                .check(SHIPPED);
    }

    @Test
    void theAgentKnowsNoToolModule() {
        noClasses()
                .that()
                .resideInAPackage("dev.fusionhost.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fusionhost.files..",
                        "dev.fusionhost.git..",
                        "dev.fusionhost.system..",
                        "dev.fusionhost.server..")
                .check(SHIPPED);
    }

    @Test
    void onlyTheAdapterKnowsThatThereIsAWebSocket() {
        noClasses()
                .that()
                .resideInAPackage("dev.fusionhost.agent..")
                .and()
                .haveNameNotMatching(
                        ".*\\.link\\.(Dialler|StreamEndpoint|StreamRoute|WebSocketTransport|TransportFailure).*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus.websockets..",
                        "io.vertx..",
                        "io.netty..",
                        "io.smallrye.mutiny..")
                .check(SHIPPED);
    }

    @Test
    void featuresDoNotGoInCircles() {
        slices().matching("dev.fusionhost.agent.(*)..").should().beFreeOfCycles().check(SHIPPED);
    }
}
