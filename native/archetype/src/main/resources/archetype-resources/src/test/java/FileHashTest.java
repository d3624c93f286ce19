package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.tools.ToolTester;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashTest {
    @Test
    void theHashIsThatOfSha256sum(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("abc.txt"), "abc");
        var tools = ToolTester.in(root).with(new FileHash());
        var answer = tools.call("file_hash", new FileHash.Input("abc.txt"));
        assertThat(answer.output(FileHash.Output.class).sha256()).startsWith("ba7816bf8f01cfea");
    }
}
