package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.tools.ToolTester;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountLinesTest {
    @Test
    void aLineIsALine(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("poem.txt"), "one\ntwo\n");
        var tools = ToolTester.in(root).with(new CountLines());
        var answer = tools.call("count_lines", new CountLines.Input("poem.txt"));
        assertThat(answer.output(CountLines.Output.class).lines()).isEqualTo(2);
    }
}
