package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.files.ReadFiles.Input;
import dev.fusionhost.files.ReadFiles.Texts;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadFilesTest extends RealFolder {
    @Test
    void eachFileHasItsTextOrItsError() throws IOException {
        file("a.txt", "one\n");
        file("binary", new byte[] {0, 1});
        link("out", outside + "/secret.txt");

        var texts = read("a.txt", "missing", "binary", "out", "../outside/secret.txt");

        assertThat(texts.files().getFirst().file().text()).isEqualTo("one\n");
        assertThat(texts.files().getFirst().file().totalLines()).isEqualTo(1);
        assertThat(texts.files().getFirst().error()).isNull();
        assertThat(texts.files().stream().map(ReadFiles.One::error).filter(Objects::nonNull))
                .extracting(ReadFiles.Fault::code)
                .containsExactly(
                        "not_found", "unsupported_encoding", "symlink_escape", "outside_roots");
        assertThat(texts.truncated()).isFalse();
    }

    @Test
    void allTogetherStayWithinOneMebibyte() throws IOException {
        for (var name : List.of("a", "b", "c")) file(name, ("x".repeat(999) + "\n").repeat(600));

        var texts = read("a", "b", "c");

        assertThat(texts.files().get(0).file().truncated()).isFalse();
        assertThat(texts.files().get(1).file().truncated()).isTrue();
        assertThat(texts.files().get(1).file().next()).isPositive();
        long all =
                texts.files().stream()
                        .filter(one -> one.file() != null)
                        .mapToLong(one -> one.file().text().length())
                        .sum();
        assertThat(all).isLessThanOrEqualTo(1 << 20);
        assertThat(texts.truncated()).isTrue();
    }

    @Test
    void atMostFiftyAreReadAndTheCallCanBeStopped() throws IOException {
        file("a", "");

        var many = new Input(Collections.nCopies(51, "a"));
        refused(INVALID_INPUT, tools.call("read_files", many));
        refused(INVALID_INPUT, tools.call("read_files", new Input(List.of())));
        refused(CANCELLED, tools.cancelledAtLook(1).call("read_files", new Input(List.of("a"))));
    }

    private Texts read(String... paths) {
        return tools.call("read_files", new Input(List.of(paths))).output(Texts.class);
    }
}
