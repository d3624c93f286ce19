package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_A_DIRECTORY;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.files.FindFiles.Found;
import dev.fusionhost.testing.tools.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindFilesTest extends RealFolder {
    @Test
    void namesAndPathsAreFoundInTheirOrder() throws IOException {
        for (var name : new String[] {"b/Z.java", "a.java", "b/a/X.java", "b/x.txt"}) {
            file(name, "");
        }

        assertThat(find(Map.of("glob", "*.java")))
                .containsExactly("a.java", "b/Z.java", "b/a/X.java");
        assertThat(find(Map.of("glob", "b/*"))).containsExactly("b/Z.java", "b/a", "b/x.txt");
        assertThat(find(Map.of("exclude", "a")))
                .containsExactly("a.java", "b", "b/Z.java", "b/x.txt");
    }

    @Test
    void typeSizeAndTimeChoose() throws IOException {
        file("small", "1");
        file("large", "1".repeat(100));
        Files.createDirectory(root.resolve("folder"));
        link("link", "small");
        var old = Instant.parse("2020-01-01T00:00:00Z");
        Files.setLastModifiedTime(root.resolve("small"), FileTime.from(old));

        assertThat(find(Map.of("type", "file"))).containsExactly("large", "small");
        assertThat(find(Map.of("type", "folder"))).containsExactly("folder");
        assertThat(find(Map.of("type", "link"))).containsExactly("link");
        assertThat(find(Map.of("minSize", 2))).containsExactly("large");
        assertThat(find(Map.of("maxSize", 99))).containsExactly("small");
        assertThat(find(Map.of("modifiedBefore", "2021-01-01T00:00:00Z"))).containsExactly("small");
        assertThat(find(Map.of("type", "file", "modifiedAfter", "2021-01-01T00:00:00Z")))
                .containsExactly("large");
    }

    @Test
    void linksAreFoundThemselvesAndNeverEntered() throws IOException {
        file("real/secret.txt", "");
        link("loop", ".");
        link("out", outside.toString());

        assertThat(find(Map.of("glob", "*secret*"))).containsExactly("real/secret.txt");
        assertThat(find(Map.of("glob", "out"))).containsExactly("out");
        refused(SYMLINK_ESCAPE, ask(Map.of("path", "out")));
        refused(NOT_A_DIRECTORY, ask(Map.of("path", "real/secret.txt")));
        refused(INVALID_INPUT, ask(Map.of("glob", "[")));
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() throws IOException {
        for (int i = 0; i < 25; i++) file("%02d/f".formatted(i), "");
        var files = Map.<String, Object>of("type", "file", "limit", 10);

        var first = found(files);
        var second = found(and(files, "offset", first.next()));
        var third = found(and(files, "offset", second.next()));

        assertThat(first.stopped()).isEqualTo("limit");
        assertThat(names(first)).startsWith("00/f").endsWith("09/f").hasSize(10);
        assertThat(names(second)).startsWith("10/f").endsWith("19/f").hasSize(10);
        assertThat(names(third)).startsWith("20/f").endsWith("24/f").hasSize(5);
        assertThat(third.truncated()).isFalse();
        assertThat(third.next()).isNull();
    }

    @Test
    void itEndsWithTheTimeOfItsCallOrWhenStopped() throws IOException {
        file("a", "");

        var late = tools.withTimeout(ofMillis(100)).call("find_files", Map.of("path", "."));

        assertThat(late.output(Found.class).stopped()).isEqualTo("time");
        refused(CANCELLED, tools.cancelledAtLook(1).call("find_files", Map.of("path", ".")));
    }

    private List<String> find(Map<String, Object> input) {
        return names(found(input));
    }

    private Found found(Map<String, Object> input) {
        return ask(input).output(Found.class);
    }

    private Answer ask(Map<String, Object> input) {
        return tools.call(
                "find_files", input.containsKey("path") ? input : and(input, "path", "."));
    }

    private static Map<String, Object> and(Map<String, Object> input, String name, Object value) {
        var more = new HashMap<>(input);
        more.put(name, value);
        return more;
    }

    private List<String> names(Found found) {
        return found.paths().stream()
                .map(path -> path.substring(root.toString().length() + 1))
                .toList();
    }
}
