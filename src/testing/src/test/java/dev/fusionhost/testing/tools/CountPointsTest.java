package dev.fusionhost.testing.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountPointsTest {
    @Test
    void theLineOfTitlesIsNoPoint(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("a.csv"), "id,x,y\n1,2,3\n");
        var tools = ToolTester.in(root).with(new CountPoints());
        var answer = tools.call("count_points", Map.of("path", "a.csv"));
        assertThat(answer.output().get("points").asInt()).isEqualTo(1);
    }
}
