package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.TOO_LARGE;
import static dev.fusionhost.tools.ErrorCode.UNSUPPORTED_ENCODING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import dev.fusionhost.files.DiffFiles.Difference;
import dev.fusionhost.files.DiffFiles.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiffFilesTest extends RealFolder {
    @Test
    void aChangeIsShownWithWhatIsAroundIt() throws IOException {
        file("a.txt", "1\n2\n3\n4\n5\n6\n");
        file("b.txt", "1\n2\n3\nfour\n5\n6\n");

        var difference = diff(new Input("a.txt", "b.txt", null, 1));

        assertThat(difference.diff())
                .isEqualTo(
                        """
                        --- %s/a.txt
                        +++ %s/b.txt
                        @@ -3,3 +3,3 @@
                         3
                        -4
                        +four
                         5
                        """
                                .formatted(root, root));
        assertThat(difference.added()).isEqualTo(1);
        assertThat(difference.removed()).isEqualTo(1);
        assertThat(difference.equal()).isFalse();
    }

    @Test
    void aTextCanBeGivenInsteadOfAFile() throws IOException {
        file("a.txt", "one\n");

        assertThat(diff(new Input("a.txt", null, "one\n", 3)).equal()).isTrue();
        assertThat(diff(new Input("a.txt", null, "one", 3)).diff())
                .endsWith("-one\n+one\n\\ No newline at end of file\n");
    }

    @Test
    void encodingsAreReadAndLineEndsTellLinesApart() throws IOException {
        file("latin", "Größe\n".getBytes(ISO_8859_1));
        file("utf8", "Größe\n");
        file("dos", "Größe\r\n");

        assertThat(diff(new Input("latin", "utf8", null, 3)).equal()).isTrue();
        assertThat(diff(new Input("utf8", "dos", null, 3)).added()).isEqualTo(1);
    }

    @Test
    void whatIsShownCanBeAppliedToTheFileBefore() throws IOException, PatchFailedException {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var before = lines(random, random.nextInt(60));
            var after = new ArrayList<>(before);
            for (int i = random.nextInt(8); i > 0; i--) {
                int at = random.nextInt(after.size() + 1);
                if (random.nextBoolean() || at == after.size()) after.add(at, "new" + i);
                else after.remove(at);
            }
            file("a", String.join("", before.stream().map(line -> line + "\n").toList()));
            var text = String.join("", after.stream().map(line -> line + "\n").toList());

            var difference = diff(new Input("a", null, text, random.nextInt(4)));

            var patch = UnifiedDiffUtils.parseUnifiedDiff(difference.diff().lines().toList());
            assertThat(patch.applyTo(before)).isEqualTo(after);
        }
    }

    @Test
    void whatCanNotBeComparedIsRefused() throws IOException {
        file("a", "a\n");
        file("binary", new byte[] {0, 1, 2});
        file("large", "x".repeat((4 << 20) + 1));
        file("many", "x\ny\n".repeat(15_000));

        refused(INVALID_INPUT, tools.call("diff_files", new Input("a", null, null, 3)));
        refused(INVALID_INPUT, tools.call("diff_files", new Input("a", "a", "text", 3)));
        refused(UNSUPPORTED_ENCODING, tools.call("diff_files", new Input("a", "binary", null, 3)));
        refused(TOO_LARGE, tools.call("diff_files", new Input("a", "large", null, 3)));
        refused(TOO_LARGE, tools.call("diff_files", new Input("a", "many", null, 3)));
    }

    private static List<String> lines(Random random, int count) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) lines.add("line" + random.nextInt(10));
        return lines;
    }

    private Difference diff(Input input) {
        return tools.call("diff_files", input).output(Difference.class);
    }
}
