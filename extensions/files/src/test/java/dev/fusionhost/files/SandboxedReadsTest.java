package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.PROTECTED_PATH;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.testing.tools.ToolTester;
import dev.fusionhost.tools.LocalTool;
import dev.fusionhost.tools.sandbox.Root;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Every tool that reads, on whatever a path can lead to.
@EnabledOnOs(OS.LINUX)
class SandboxedReadsTest extends RealFolder {
    @Test
    void waysOutAndNeighboursAreOutside() throws IOException {
        Files.createDirectory(temp.resolve("root-evil"));
        Files.createDirectory(temp.resolve("root2"));
        Files.writeString(temp.resolve("root-evil/x"), "secret");
        file("a/x", "");

        for (var path :
                List.of(
                        "/etc/passwd",
                        "../outside/secret.txt",
                        "a/../../outside/secret.txt",
                        "a/.././../outside",
                        root + "/../outside/secret.txt",
                        root + "//..//outside",
                        root + "-evil/x",
                        root + "2",
                        root + ".bak")) {
            everyToolRefuses(OUTSIDE_ROOTS, path);
        }
    }

    @Test
    void theRootItselfIsAllowedInEachSpelling() throws IOException {
        file("a", "");

        for (var path : List.of(".", root.toString(), root + "/", root + "/.", root + "/a/..")) {
            assertThat(output("list_folder", path).get("total").asInt()).as(path).isEqualTo(1);
            assertThat(output("folder_tree", path).get("entries")).as(path).hasSize(1);
            assertThat(output("find_files", path).get("paths")).as(path).hasSize(1);
        }
    }

    @Test
    void namesThatLookLikeAWayOutAreNames() throws IOException {
        for (var name : List.of("..hidden", "a..", "...", "%2e%2e")) {
            file(name, "text");
            assertThat(output("read_file", name).get("text").asText()).isEqualTo("text");
        }
        assertThat(output("find_files", ".").get("paths")).hasSize(4);
    }

    @Test
    void whatIsNoPathIsInvalid() {
        for (var path : List.of("", " ", "a\0b", "x".repeat(5_000))) {
            everyToolRefuses(INVALID_INPUT, path);
        }
        for (var wrong : new Object[] {5, null, Map.of(), List.of()}) {
            ReadingTools.at(".")
                    .forEach(
                            (tool, input) -> {
                                var changed = new HashMap<>(input);
                                changed.replaceAll((name, old) -> isPath(name) ? wrong : old);
                                if (tool.equals("read_files") && wrong instanceof List) return;
                                refused(INVALID_INPUT, tools.call(tool, changed));
                            });
        }
    }

    @Test
    void linksThatLeadOutAreRefused() throws IOException {
        link("file", outside + "/secret.txt");
        link("relative", "../outside/secret.txt");
        link("folder", outside.toString());
        link("chain", "file");
        link("dangling", outside + "/missing");

        for (var path :
                List.of("file", "relative", "folder", "chain", "dangling", "folder/secret.txt")) {
            everyToolRefuses(SYMLINK_ESCAPE, path);
        }
    }

    @Test
    void linksThatStayInARootAreFollowed() throws IOException {
        var second = Files.createDirectory(temp.resolve("second"));
        Files.writeString(second.resolve("b.txt"), "text");
        file("a.txt", "text");
        link("inside", "a.txt");
        link("other", second + "/b.txt");
        var both =
                ToolTester.in(new Root(root, "a", false), new Root(second, "b", true))
                        .with(new ReadFile());

        for (var path : List.of("inside", "other")) {
            var text = both.call("read_file", Map.of("path", path)).output().get("text");
            assertThat(text.asText()).isEqualTo("text");
        }
        refused(SYMLINK_ESCAPE, tools.call("read_file", Map.of("path", "other")));
    }

    @Test
    void aCircleOfLinksIsAnErrorAtOnce() throws IOException {
        link("a", "b");
        link("b", "a");
        link("self", "self");

        everyToolRefuses(NOT_FOUND, "a");
        everyToolRefuses(NOT_FOUND, "self/x");
    }

    @Test
    void whatLooksThroughFoldersShowsLinksAndEntersNone() throws IOException {
        link("out", outside.toString());
        link("outFile", outside + "/secret.txt");
        link("loop", ".");
        file("in/a.txt", "");

        assertThat(output("find_files", ".").toString())
                .contains("/out\"", "/loop\"")
                .doesNotContain("secret.txt\"", "loop/");
        assertThat(output("folder_tree", ".").toString()).doesNotContain("out/", "loop/");
        assertThat(output("search_text", ".").get("matches")).isEmpty();
        assertThat(output("list_folder", ".").findValuesAsText("linkTarget"))
                .containsExactly(".", outside.toString(), outside + "/secret.txt");
    }

    @Test
    void whatIsNoFileIsNeverOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root + "/fifo").start().waitFor()).isZero();
        var socket = UnixDomainSocketAddress.of(root.resolve("socket"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(socket);
            for (var path : List.of("fifo", "socket")) {
                for (var tool : ReadingTools.ofFiles(path).entrySet()) {
                    if (tool.getKey().equals("file_info")) continue;
                    assertThat(code(tool.getKey(), tool.getValue())).isEqualTo(NOT_REGULAR_FILE);
                }
                assertThat(output("file_info", path).get("type").asText()).isEqualTo("other");
                assertThat(code("search_text", ReadingTools.at(path).get("search_text")))
                        .isEqualTo(NOT_REGULAR_FILE);
            }
            assertThat(output("search_text", ".").get("files").asInt()).isZero();
        }
        var devices = ToolTester.in(Path.of("/dev")).with(new ReadFile());
        for (var path : List.of("null", "zero", "random")) {
            refused(NOT_REGULAR_FILE, devices.call("read_file", Map.of("path", path)));
        }
    }

    @Test
    void aFileWithTwoNamesIsReadable() throws IOException {
        Files.createLink(root.resolve("second"), file("first", "text"));

        assertThat(output("read_file", "second").get("text").asText()).isEqualTo("text");
    }

    @Test
    void processesAreNeverLookedInto() {
        var all = ToolTester.in(Path.of("/")).with(tools());
        for (var path : List.of("/proc/self/environ", "/proc/self/root/etc/passwd", "/proc")) {
            for (var tool : ReadingTools.at(path).entrySet()) {
                var answer = all.call(tool.getKey(), tool.getValue());
                assertThat(code(answer)).as(tool.getKey() + path).isEqualTo(PROTECTED_PATH);
            }
        }
    }

    @Test
    void aRootThatIsALinkCanBeCalledByBothItsNames() throws IOException {
        file("a.txt", "text");
        var alias = Files.createSymbolicLink(temp.resolve("alias"), root);
        var aliased = ToolTester.in(alias).with(new ReadFile());

        for (var path : List.of("a.txt", alias + "/a.txt", root + "/a.txt")) {
            assertThat(aliased.call("read_file", Map.of("path", path)).ok()).as(path).isTrue();
        }
    }

    @Test
    void oddNamesAreReadAsTheyAre() throws IOException {
        for (var name : List.of("line\nbreak", "\u001b[31mred", "\u202etxt.exe", "back\\slash")) {
            file(name + "/" + name, "text");
            var path = name + "/" + name;
            assertThat(output("read_file", path).get("text").asText()).isEqualTo("text");
            assertThat(output("folder_tree", name).get("entries")).hasSize(1);
            assertThat(output("find_files", name).get("paths").get(0).asText()).endsWith(path);
        }
        assertThat(code("read_file", Map.of("path", "no\nsuch"))).isEqualTo(NOT_FOUND);
        assertThat(tools.call("read_file", Map.of("path", "no\nsuch")).error().message())
                .contains("no\\nsuch");
    }

    @Test
    void pathsOfOtherSystemsAreNotThere() {
        for (var path : List.of("C:\\x", "\\\\server\\share\\x", "file:///etc/passwd")) {
            for (var tool : ReadingTools.at(path).entrySet()) {
                assertThat(code(tool.getKey(), tool.getValue())).isIn(NOT_FOUND, INVALID_INPUT);
            }
        }
    }

    private void everyToolRefuses(String code, String path) {
        ReadingTools.at(path)
                .forEach(
                        (tool, input) ->
                                assertThat(code(tool, input))
                                        .as(tool + " " + path)
                                        .isEqualTo(code));
    }

    private String code(String tool, Map<String, Object> input) {
        return code(tools.call(tool, input));
    }

    /// Also that of the one file of `read_files`.
    private static String code(Answer answer) {
        if (!answer.ok()) return answer.error().code();
        return answer.output().at("/files/0/error/code").asText();
    }

    private JsonNode output(String tool, String path) {
        return tools.call(tool, ReadingTools.at(path).get(tool)).output();
    }

    private static boolean isPath(String name) {
        return List.of("path", "paths", "a").contains(name);
    }

    private static LocalTool<?, ?>[] tools() {
        var all = new ArrayList<LocalTool<?, ?>>();
        all.addAll(List.of(new ListFolder(), new FolderTree(), new FindFiles(), new SearchText()));
        all.addAll(List.of(new DescribeFile(), new ReadFile(), new ReadFiles(), new ReadBytes()));
        all.add(new DiffFiles());
        return all.toArray(LocalTool[]::new);
    }
}
