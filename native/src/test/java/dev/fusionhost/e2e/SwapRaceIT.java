package dev.fusionhost.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.testing.tools.SwappedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// While tools are called, another process swaps a folder for a link to one outside, without end.
/// For a second each, and for 20 in the profile `soak`.
class SwapRaceIT extends HostInFolders {
    private static final Duration TIME =
            Duration.ofSeconds(Long.getLong("fusionhost.race.seconds", 1));

    /// A busy machine gets more time to see enough.
    private static final Duration AT_MOST = TIME.plusMinutes(2);

    /// What a call may be told that comes too late or too early.
    private static final Set<String> LOST =
            Set.of(
                    "symlink_escape",
                    "not_found",
                    "not_a_directory",
                    "not_regular_file",
                    "stale",
                    "plan_required",
                    "exists");

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @BeforeEach
    void aFolderIsThere() throws IOException {
        outcomes.clear();
        file("folder/secret.txt", "mine");
        file("folder/deep/secret.txt", "mine");
        file("ball.txt", "ball");
    }

    @Test
    void readsSeeNothingOutside() throws Exception {
        race(
                _ -> {
                    read("read_file", Map.of("path", "folder/deep/secret.txt"));
                    read("read_files", Map.of("paths", List.of("folder/secret.txt")));
                    read("list_folder", Map.of("path", "folder"));
                    read("file_info", Map.of("path", "folder/secret.txt", "hash", true));
                    read("diff_files", Map.of("a", "folder/secret.txt", "text", "mine"));
                    var bytes = read("read_bytes", Map.of("path", "folder/deep/secret.txt"));
                    if (!bytes.ok()) return;
                    var base64 = bytes.output().get("base64").asText();
                    assertThat(Base64.getDecoder().decode(base64))
                            .isEqualTo("mine".getBytes(ISO_8859_1));
                });
    }

    @Test
    void searchesSeeNothingOutside() throws Exception {
        race(
                _ -> {
                    read("search_text", Map.of("path", ".", "pattern", "needle|mine"));
                    read("search_text", Map.of("path", "folder", "pattern", "needle|mine"));
                    read("find_files", Map.of("path", "folder"));
                    read("folder_tree", Map.of("path", "folder", "depth", 5));
                });
    }

    @Test
    void writesReachNothingOutside() throws Exception {
        race(
                round -> {
                    attempt("write_file", "folder/deep/secret.txt", "content", "w" + round);
                    attempt("write_file", "folder/new-" + round, "content", "new");
                    attempt("append_file", "folder/secret.txt", "content", "a");
                    attempt("create_folder", "folder/made-" + round, "parents", false);
                });
    }

    @Test
    void copiesBringNothingInAndPutNothingOut() throws Exception {
        race(
                round -> {
                    attempt("copy", Map.of("from", "folder/deep", "to", "copy-" + round));
                    attempt("copy", Map.of("from", "folder", "to", "all-" + round));
                    attempt("copy", Map.of("from", "ball.txt", "to", "folder/deep/b" + round));
                });
    }

    @Test
    void movesBringNothingInAndPutNothingOut() throws Exception {
        race(
                round -> {
                    attempt("move", Map.of("from", "ball.txt", "to", "folder/ball.txt"));
                    attempt("move", Map.of("from", "folder/ball.txt", "to", "ball.txt"));
                    attempt("rename_in_place", Map.of("path", "folder/secret.txt", "newName", "s"));
                    attempt("rename_in_place", Map.of("path", "folder/s", "newName", "secret.txt"));
                    attempt("write_file", "folder/t" + round, "content", "t");
                    attempt("trash", Map.of("paths", List.of("folder/t" + round)));
                });
    }

    private void race(IntConsumer round) throws Exception {
        long begin = System.nanoTime();
        long swaps;
        try (var folder = SwappedFolder.of(root.resolve("folder"), outside)) {
            for (int number = 0; ; number++) {
                round.accept(number);
                swaps = folder.swaps();
                long passed = System.nanoTime() - begin;
                boolean enough = passed >= TIME.toNanos() && swaps >= 100 && hasSeenEnough();
                if (enough || passed >= AT_MOST.toNanos()) break;
            }
        }
        assertThat(swaps).isGreaterThanOrEqualTo(100);
        assertThat(hasSeenEnough()).as(outcomes.toString()).isTrue();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(CANARY);
            }
        }
        assertThat(root.toFile().list()).noneMatch(name -> name.startsWith(".fusion-host-"));
    }

    /// Both that a call came through and that one met the link.
    private boolean hasSeenEnough() {
        return outcomes.getOrDefault("ok", 0) >= 3
                && outcomes.getOrDefault("symlink_escape", 0) >= 3;
    }

    private Result read(String tool, Object input) {
        return counted(tool, input, CallMode.AUTO);
    }

    private void attempt(String tool, String path, String name, Object value) {
        attempt(
                tool,
                tool.equals("write_file")
                        ? Map.of("path", path, name, value, "overwrite", true)
                        : Map.of("path", path, name, value));
    }

    private void attempt(String tool, Map<String, ?> input) {
        var shown = call(tool, input, CallMode.AUTO);
        if (shown.ok()) counted(tool, input, CallMode.APPLY);
        else count(tool, shown);
    }

    private Result counted(String tool, Object input, CallMode mode) {
        return count(tool, call(tool, input, mode));
    }

    private Result count(String tool, Result result) {
        var outcome = result.ok() ? "ok" : code(result);
        if (!result.ok()) assertThat(outcome).as("%s: %s", tool, result).isIn(LOST);
        outcomes.merge(outcome, 1, Integer::sum);
        return result;
    }
}
