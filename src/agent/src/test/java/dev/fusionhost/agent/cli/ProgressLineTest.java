package dev.fusionhost.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void aPersonSeesOneLineThatIsClearedInTheEnd() {
        try (var line = new ProgressLine(new PrintWriter(printed), true)) {
            line.progress(3, 10L, "a\nb");
            line.progress(4, 10L, "at once");
        }
        assertThat(printed).hasToString("\r\033[K3 of 10 a?b\r\033[K");
    }

    @Test
    void aPipeGetsNothing() {
        try (var line = new ProgressLine(new PrintWriter(printed), false)) {
            line.progress(3, null, null);
        }
        assertThat(printed.toString()).isEmpty();
    }
}
