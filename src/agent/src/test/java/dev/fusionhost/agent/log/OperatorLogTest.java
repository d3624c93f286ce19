package dev.fusionhost.agent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.HostFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorLogTest {
    private static final Logger LOG = Logger.getLogger("dev.fusionhost.agent.test");

    @TempDir Path folder;

    @Test
    void linesAreAppendedForAPerson() throws Exception {
        var file = Files.writeString(folder.resolve("host.log"), "before\n");
        try (var _ = OperatorLog.open(file.toString(), OperatorLog.Format.PLAIN)) {
            LOG.warning("The line is lost.");
        }
        LOG.warning("This one goes elsewhere.");
        assertThat(Files.readAllLines(file)).first().isEqualTo("before");
        assertThat(Files.readAllLines(file).subList(1, 2))
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d WARN\\S* +The line is lost\\.");
        assertThat(file).content().doesNotContain("elsewhere");
    }

    @Test
    void linesAreObjectsForAProgram() throws Exception {
        var file = folder.resolve("host.log");
        try (var _ = OperatorLog.open(file.toString(), OperatorLog.Format.JSON)) {
            LOG.log(Level.SEVERE, "Two\nlines, \"quoted\".", new IllegalStateException("why"));
        }
        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        var json = new JsonMapper().readTree(lines.getFirst());
        assertThat(json.get("message").asText()).isEqualTo("Two\nlines, \"quoted\".");
        assertThat(json.get("logger").asText()).isEqualTo("dev.fusionhost.agent.test");
        assertThat(json.get("trace").asText()).contains("IllegalStateException: why");
        assertThat(json.has("time")).isTrue();
    }

    @Test
    void aFileThatCanNotBeWrittenIsNamed() {
        assertThatThrownBy(() -> OperatorLog.open(folder.toString(), OperatorLog.Format.PLAIN))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void thereAreTwoFormats() {
        assertThat(OperatorLog.Format.of("JSON")).isEqualTo(OperatorLog.Format.JSON);
        assertThatThrownBy(() -> OperatorLog.Format.of("xml"))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("plain or json");
    }
}
