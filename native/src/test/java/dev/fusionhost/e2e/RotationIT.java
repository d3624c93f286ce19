package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A host that is killed at each step on its way to another token.
@EnabledOnOs(OS.LINUX)
class RotationIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FETCH = "POST /api/host/self/token ";
    private static final String CONFIRM = "GET /api/host/self ";

    @TempDir Path folder;
    private ServerProgram server;
    private Operator operator;
    private HoldingLine line;
    private Program host;
    private String device;
    private String first;

    @BeforeEach
    void aHostIsConnected() throws Exception {
        server = ServerProgram.start(folder.resolve("data"), 0, _ -> {});
        operator = new Operator(server.origin(), server.operatorKey());
        line = HoldingLine.to(server.origin());
        host = program().with("FUSION_HOST_CODE", operator.mintCode()).start();
        device = operator.awaitOnline(SOON);
        first = credential().get("token").asText();
    }

    @AfterEach
    void allIsStopped() throws IOException {
        host.close();
        line.close();
        operator.close();
        server.close();
    }

    @Test
    void beforeItIsFetched() throws Exception {
        line.holdRequest(FETCH);
        killThere();
        assertThat(credential().has("next")).isFalse();
        connectsAndGoesOn();
    }

    @Test
    void beforeItIsKept() throws Exception {
        line.holdAnswer(FETCH);
        killThere();
        assertThat(credential().has("next")).isFalse();
        connectsAndGoesOn();
    }

    @Test
    void beforeItIsConfirmed() throws Exception {
        line.holdRequest(CONFIRM);
        killThere();
        assertThat(credential().has("next")).isTrue();
        connectsAndGoesOn();
    }

    @Test
    void beforeTheOldOneIsDropped() throws Exception {
        line.holdAnswer(CONFIRM);
        killThere();
        assertThat(credential().has("next")).isTrue();
        assertThat(credential().get("token").asText()).isEqualTo(first);
        connectsAndGoesOn();
    }

    private void killThere() throws Exception {
        operator.rotate(device);
        line.awaitHeld();
        host.kill();
        line.letPass();
    }

    private void connectsAndGoesOn() throws Exception {
        host = program().start();
        host.awaitLine("Connected to", SOON);
        operator.awaitRotated(device, SOON);
        host.awaitLine("The token was changed", SOON);
        assertThat(credential().has("next")).isFalse();
        assertThat(credential().get("token").asText()).isNotEqualTo(first);

        host.kill();
        host = program().start();
        host.awaitLine("Connected to", SOON);
    }

    private JsonNode credential() throws IOException {
        try (var files = Files.list(folder.resolve("home").resolve("credentials"))) {
            for (var file : files.toList()) {
                var content = new JsonMapper().readTree(file.toFile());
                if (content.has("token")) return content;
            }
        }
        throw new AssertionError("there is no credential");
    }

    private HostProgram program() throws IOException {
        var root = Files.createDirectories(folder.resolve("root"));
        return new HostProgram("--root", root.toString(), "--name", "bench")
                .with("FUSION_HOST_SERVER", line.origin())
                .with("FUSION_HOST_HOME", folder.resolve("home"));
    }
}
