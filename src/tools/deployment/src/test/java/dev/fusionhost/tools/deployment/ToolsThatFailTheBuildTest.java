package dev.fusionhost.tools.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.tools.deployment.DiscoveryTest.Answering;
import dev.fusionhost.tools.deployment.DiscoveryTest.Choice;
import dev.fusionhost.tools.deployment.DiscoveryTest.Request;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.inject.spi.DeploymentException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the sentences are is told by [DiscoveryTest]; that nothing else comes first, here.
class ToolsThatFailTheBuildTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            new QuarkusUnitTest()
                    .withApplicationRoot(
                            jar ->
                                    jar.addClasses(
                                            DiscoveryTest.class,
                                            Answering.class,
                                            Choice.class,
                                            Request.class))
                    .assertException(
                            failure ->
                                    assertThat(failure)
                                            .isInstanceOf(DeploymentException.class)
                                            .hasMessageContaining("has several constructors")
                                            .hasMessageContaining("is @RequestScoped"));

    @Test
    void theBuildFailsBeforeTheApplicationStarts() {
        Assertions.fail("the application started");
    }
}
