package dev.fusionhost.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.tools.registry.ToolRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Over the tools of the toolbox: the action `counts`, and the reads `echo`, `limited`, `swells`,
/// `throws` and `waits`.
@QuarkusTest
class ToolPolicyTest {
    @Inject ToolRegistry tools;

    @Test
    void withoutAWordAllIsOffered() {
        assertThat(offered(Map.of()))
                .containsExactly("counts", "echo", "limited", "spins", "swells", "throws", "waits");
    }

    @Test
    void onlyWhatIsAllowedIsOffered() {
        assertThat(offered(Map.of("fusion.host.tools.allow", "echo, kind:action")))
                .containsExactly("counts", "echo");
    }

    @Test
    void denyGoesBeforeAllow() {
        assertThat(
                        offered(
                                Map.of(
                                        "fusion.host.tools.allow", "echo,counts",
                                        "fusion.host.tools.deny", "echo")))
                .containsExactly("counts");
        assertThat(offered(Map.of("fusion.host.tools.deny", "kind:read")))
                .containsExactly("counts");
    }

    @Test
    void readOnlyLeavesTheReads() {
        assertThat(offered(Map.of("fusion.host.read-only", "true")))
                .containsExactly("echo", "limited", "spins", "swells", "throws", "waits");
    }

    @Test
    void whatIsDeniedIsNotFoundEither() {
        var policy = policy(Map.of("fusion.host.tools.deny", "echo"));
        assertThat(policy.offered(tools).find("echo")).isEmpty();
        assertThat(policy.offered(tools).find("waits")).isPresent();
    }

    @Test
    void aToolThatThisHostLacksMayBeDenied() {
        assertThat(offered(Map.of("fusion.host.tools.deny", "run_command"))).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind:reads", "Echo", "echo;waits", "kind:"})
    void aWordThatCanBeNoToolStopsTheStart(String word) {
        assertThatThrownBy(() -> offered(Map.of("fusion.host.tools.deny", word)))
                .isInstanceOfSatisfying(
                        HostFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG))
                .hasMessageContaining(word);
    }

    @Test
    void aReadOnlyThatIsNeitherTrueNorFalseStopsTheStart() {
        assertThatThrownBy(() -> offered(Map.of("fusion.host.read-only", "ture")))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("FUSION_HOST_READ_ONLY");
    }

    private List<String> offered(Map<String, String> settings) {
        return policy(settings).offered(tools).tools().stream()
                .map(tool -> tool.definition().name())
                .toList();
    }

    private static ToolPolicy policy(Map<String, String> settings) {
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(HostSettings.class)
                        .withDefaultValues(settings)
                        .build();
        return new ToolPolicy(config.getConfigMapping(HostSettings.class));
    }
}
