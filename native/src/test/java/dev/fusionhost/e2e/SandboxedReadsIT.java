package dev.fusionhost.e2e;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a server can't get to see, asked for through the wire.
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxedReadsIT {
    private static final Duration SOON = Duration.ofMinutes(3);

    private Path folder;
    private Path root;
    private Path outside;
    private ServerProgram server;
    private Operator operator;
    private Program host;
    private String device;

    @BeforeAll
    void aHostIsThere(@TempDir Path temp) throws Exception {
        folder = temp.toRealPath();
        root = Files.createDirectory(folder.resolve("root"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "needle");
        fill();
        server = ServerProgram.start(folder.resolve("data"), 0, _ -> {});
        operator = new Operator(server.origin(), server.operatorKey());
        host =
                new HostProgram("run", "--root", root.toString())
                        .with("FUSION_HOST_SERVER", server.origin())
                        .with("FUSION_HOST_CODE", operator.mintCode())
                        .with("FUSION_HOST_HOME", folder.resolve("home"))
                        .start();
        device = operator.awaitOnline(SOON);
    }

    private void fill() throws Exception {
        Files.createDirectory(folder.resolve("root-evil"));
        Files.writeString(folder.resolve("root-evil/x"), "needle");
        Files.createDirectory(root.resolve("in"));
        Files.writeString(root.resolve("in/a.txt"), "here is a needle\n");
        Files.writeString(root.resolve("..hidden"), "text");
        Files.writeString(root.resolve("line\nbreak"), "text");
        Files.createSymbolicLink(root.resolve("inside"), Path.of("in/a.txt"));
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("outFile"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("chain"), Path.of("outFile"));
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("missing"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(root.resolve("up"), Path.of("."));
        assertThat(new ProcessBuilder("mkfifo", root + "/fifo").start().waitFor()).isZero();
        try (var sparse = new RandomAccessFile(root.resolve("huge.log").toFile(), "rw")) {
            sparse.writeBytes("a line\n".repeat(20_000));
            sparse.setLength(10L << 30);
            sparse.seek(10L << 30);
            sparse.writeBytes("\nlast needle\n");
        }
    }

    @AfterAll
    void allIsStopped() {
        host.close();
        operator.close();
        server.close();
    }

    @Test
    void waysOutAreRefusedByEveryTool() throws Exception {
        var refusals =
                Map.ofEntries(
                        entry("/etc/passwd", "outside_roots"),
                        entry("../outside/secret.txt", "outside_roots"),
                        entry("in/../../outside", "outside_roots"),
                        entry(root + "-evil/x", "outside_roots"),
                        entry("out", "symlink_escape"),
                        entry("out/secret.txt", "symlink_escape"),
                        entry("outFile", "symlink_escape"),
                        entry("chain", "symlink_escape"),
                        entry("dangling", "symlink_escape"),
                        entry("loop", "not_found"),
                        entry("C:\\x", "not_found"),
                        entry("", "invalid_input"),
                        entry("a\0b", "invalid_input"));
        for (var row : refusals.entrySet()) {
            for (var tool : tools(row.getKey()).entrySet()) {
                assertThat(code(tool.getKey(), tool.getValue()))
                        .as(tool.getKey() + " " + row.getKey())
                        .isEqualTo(row.getValue());
            }
        }
    }

    @Test
    void whatIsInsideIsReadByItsOwnName() throws Exception {
        for (var name : List.of("..hidden", "line\nbreak", root + "/..hidden")) {
            assertThat(output("read_file", Map.of("path", name)).get("text").asText())
                    .isEqualTo("text");
        }
        assertThat(output("read_file", Map.of("path", "inside")).get("text").asText())
                .isEqualTo("here is a needle\n");
    }

    @Test
    void linksAreShownAndNeverEntered() throws Exception {
        var found = output("find_files", Map.of("path", "."));
        var tree = output("folder_tree", Map.of("path", ".", "depth", 10));
        var matches = output("search_text", Map.of("path", ".", "pattern", "needle"));

        assertThat(found.toString()).contains("/out\"", "/up\"").doesNotContain("secret", "/up/");
        assertThat(tree.toString()).contains("\"out\"").doesNotContain("out/", "up/");
        assertThat(matches.get("matches").findValuesAsText("path"))
                .containsExactly(root + "/in/a.txt");
        assertThat(output("list_folder", Map.of("path", ".")).toString()).contains("linkTarget");
    }

    @Test
    void whatIsNoFileIsNotOpenedAndAHugeFileIsReadAtItsEnd() throws Exception {
        assertThat(code("read_file", Map.of("path", "fifo"))).isEqualTo("not_regular_file");
        assertThat(code("read_bytes", Map.of("path", "fifo"))).isEqualTo("not_regular_file");

        var end = output("read_file", Map.of("path", "huge.log", "tail", 1));
        assertThat(end.get("text").asText()).isEqualTo("last needle\n");
        assertThat(
                        output("read_bytes", Map.of("path", "huge.log", "offset", 10L << 30))
                                .get("size"))
                .hasToString(String.valueOf((10L << 30) + 13));
    }

    private static Map<String, Map<String, Object>> tools(String path) {
        var tools = new LinkedHashMap<String, Map<String, Object>>();
        for (var tool : List.of("list_folder", "folder_tree", "find_files", "file_info")) {
            tools.put(tool, Map.of("path", path));
        }
        tools.put("read_file", Map.of("path", path));
        tools.put("read_bytes", Map.of("path", path));
        tools.put("search_text", Map.of("path", path, "pattern", "needle"));
        tools.put("diff_files", Map.of("a", path, "text", ""));
        return tools;
    }

    private String code(String tool, Map<String, Object> input)
            throws IOException, InterruptedException {
        return operator.call(device, tool, input).at("/error/code").asText();
    }

    private JsonNode output(String tool, Map<String, Object> input)
            throws IOException, InterruptedException {
        var result = operator.call(device, tool, input);
        assertThat(result.get("ok").asBoolean()).as(result.toString()).isTrue();
        return result.get("output");
    }
}
