package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fusionhost.protocol.CallMode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a server can't get to see, what it can, and what is too much: asked for through the wire.
class SandboxedReadsIT extends HostInFolders {
    private Path second;
    private Path alias;

    @Override
    List<String> roots() throws IOException {
        second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(second.resolve("b.txt"), "in the second root");
        var real = Files.createDirectory(folder.resolve("real"));
        Files.writeString(real.resolve("c.txt"), "behind a link");
        alias = Files.createSymbolicLink(folder.resolve("alias"), real);
        return List.of(root.toString(), second.toString(), alias.toString());
    }

    @Test
    void aWayOutIsOutsideForEveryTool() throws Exception {
        file("a/b.txt", "b");
        for (var path :
                List.of(
                        "/etc/passwd",
                        "//etc/passwd",
                        "..",
                        "../outside/secret.txt",
                        "a/../../outside/secret.txt",
                        "a/../..",
                        root + "/../outside/secret.txt",
                        root + "//..//outside/secret.txt",
                        root + "/./../outside",
                        root + "-evil/x",
                        root + "2",
                        root + ".bak",
                        folder.toString())) {
            everyToolRefuses("outside_roots", path);
        }
    }

    @Test
    void theRootItselfIsInside() throws Exception {
        file("a.txt", "a");
        for (var path : List.of(root.toString(), root + "/", root + "/.", ".")) {
            assertThat(output("list_folder", Map.of("path", path)).toString()).contains("a.txt");
        }
    }

    @Test
    void oddNamesAreTakenAsTheyAre() throws Exception {
        for (var name :
                List.of(
                        "..hidden",
                        "a..",
                        "...",
                        "%2e%2e",
                        "line\nbreak",
                        "\u001b[31mred",
                        "\u202Etxt.exe",
                        "café")) {
            file(name, "text of " + name);
            for (var path : List.of(name, root + "/" + name)) {
                assertThat(text("read_file", path)).isEqualTo("text of " + name);
            }
        }
        assertThat(host.output()).doesNotContain("\u001b[31mred", "\u202E");
    }

    @Test
    void whatIsNoPathIsInvalid() throws Exception {
        file("a.txt", "a");
        var json = JsonNodeFactory.instance;
        for (var path :
                List.of(
                        AtOnePath.text("a\0b"),
                        AtOnePath.text(""),
                        AtOnePath.text(" \t"),
                        AtOnePath.text("x".repeat(5_000)),
                        json.numberNode(7),
                        json.nullNode(),
                        json.objectNode())) {
            everyToolRefuses("invalid_input", path);
        }
    }

    @Test
    void aLinkOutIsAnEscapeForEveryTool() throws Exception {
        file("a.txt", "a");
        link("folder", outside);
        link("relative", "../outside");
        for (var path :
                List.of("folder/secret.txt", "folder/new", "folder/deep", "relative/secret.txt")) {
            everyToolRefuses("symlink_escape", path);
        }
        link("file", outside.resolve("secret.txt"));
        link("chain", "file");
        link("dangling", outside.resolve("missing"));
        for (var path : List.of("folder", "relative", "file", "chain", "dangling")) {
            for (var tools :
                    List.of(
                            AtOnePath.reads(AtOnePath.text(path)),
                            AtOnePath.arrivals(AtOnePath.text(path)))) {
                tools.forEach((tool, input) -> refused("symlink_escape", tool, input));
            }
            assertThat(output("read_files", Map.of("paths", List.of(path))).toString())
                    .contains("symlink_escape");
        }
    }

    @Test
    void aLinkThatStaysInsideIsFollowedAlsoToAnotherRoot() throws Exception {
        file("in/a.txt", "inside");
        link("short", "in/a.txt");
        link("across", second.resolve("b.txt"));
        link("over", second);

        assertThat(text("read_file", "short")).isEqualTo("inside");
        assertThat(text("read_file", "across")).isEqualTo("in the second root");
        assertThat(text("read_file", "over/b.txt")).isEqualTo("in the second root");
    }

    @Test
    void aLinkThatIsACircleEndsAtOnce() throws Exception {
        link("loop", "loop");
        link("one", "two");
        link("two", "one/x");

        for (var path : List.of("loop", "one", "loop/x")) {
            AtOnePath.reads(AtOnePath.text(path))
                    .forEach((tool, input) -> refused("not_found", tool, input));
        }
    }

    @Test
    void linksAreShownAndNeverEntered() throws Exception {
        file("in/a.txt", "a needle");
        link("out", outside);
        link("up", ".");
        link("loop", "loop");

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
    void whatIsNoFileIsNotOpenedAndTheHostGoesOn() throws Exception {
        run("mkfifo", root + "/fifo");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
        }
        // Only an administrator makes devices.
        boolean device = run("mknod", root + "/device", "c", "1", "5");

        for (var path : device ? List.of("fifo", "socket", "device") : List.of("fifo", "socket")) {
            for (var tool : List.of("read_file", "read_bytes", "diff_files")) {
                var input = AtOnePath.reads(AtOnePath.text(path)).get(tool);
                refused("not_regular_file", tool, input);
            }
            refused(
                    "not_regular_file",
                    "write_file",
                    Map.of("path", path, "content", "x", "overwrite", true));
        }
        assertThat(output("find_files", Map.of("path", ".")).toString()).contains("fifo");
    }

    @Test
    void aHugeFileIsReadAtItsEndAndALongLineIsCut() throws Exception {
        try (var sparse = new RandomAccessFile(root.resolve("huge.log").toFile(), "rw")) {
            sparse.writeBytes("a line\n".repeat(20_000));
            sparse.seek(10L << 30);
            sparse.writeBytes("\nlast needle\n");
        }
        var line = "x".repeat(1 << 20);
        try (var out = Files.newBufferedWriter(root.resolve("line.txt"))) {
            for (int i = 0; i < 200; i++) out.write(line);
        }

        var end = output("read_file", Map.of("path", "huge.log", "tail", 1));
        assertThat(end.get("text").asText()).isEqualTo("last needle\n");
        assertThat(
                        output("read_bytes", Map.of("path", "huge.log", "offset", 10L << 30))
                                .get("size"))
                .hasToString(String.valueOf((10L << 30) + 13));
        var head = output("read_file", Map.of("path", "line.txt"));
        assertThat(head.get("truncated").asBoolean()).isTrue();
        assertThat(head.get("text").asText()).hasSizeLessThanOrEqualTo(1 << 20);
        output("search_text", Map.of("path", "line.txt", "pattern", "xy"));
        var edit = Map.of("path", "line.txt", "edits", List.of(edit("x", "y")));
        assertThat(code(call("edit_file", edit, CallMode.AUTO))).isEqualTo("too_large");
        assertThat(peakMemory()).isLessThan(700L << 20);
    }

    @Test
    void aLargeFolderIsShownInPages() throws Exception {
        listsAPage(3_000);
    }

    @Test
    @Tag("soak")
    void alsoOneOfAMillionEntries() throws Exception {
        listsAPage(1_000_000);
        assertThat(peakMemory()).isLessThan(700L << 20);
    }

    private void listsAPage(int entries) throws IOException {
        for (int i = 0; i < entries; i++) Files.createFile(root.resolve("file-" + i));

        var listed = output("list_folder", Map.of("path", ".", "limit", 2_000));
        assertThat(listed.get("entries")).hasSize(2_000);
        assertThat(listed.get("truncated").asBoolean()).isTrue();
        assertThat(output("find_files", Map.of("path", ".")).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void aRootThatIsALinkIsAllowedInBothForms() throws Exception {
        for (var path : List.of(alias, folder.resolve("real"))) {
            assertThat(text("read_file", path + "/c.txt")).isEqualTo("behind a link");
        }
        everyToolRefuses("outside_roots", alias + "/../outside/secret.txt");
    }

    @Test
    void namesOfOtherSystemsAreNotFound() throws Exception {
        file("a.txt", "a");
        for (var path : List.of("C:\\x", "\\\\server\\share\\x", "file:///etc/passwd")) {
            AtOnePath.reads(AtOnePath.text(path))
                    .forEach((tool, input) -> refused("not_found", tool, input));
            for (var input : AtOnePath.arrivals(AtOnePath.text(path)).entrySet()) {
                assertThat(code(call(input.getKey(), input.getValue(), CallMode.AUTO)))
                        .isIn("invalid_input", "not_found");
            }
        }
        assertThat(root.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void whatProcessesHandOutIsRefusedAlsoWhereEverythingIsARoot() throws Exception {
        var input =
                "{\"paths\": [\"/proc/self/environ\", \"/proc/1/root/etc/passwd\", \"/dev/fd/0\"]}";
        try (var asked = program("tools", "call", "read_files", input, "--root", "/:ro").start()) {
            assertThat(asked.awaitExit(SOON)).as(asked.output()).isZero();
            assertThat(asked.output().split("protected_path", -1)).hasSize(4);
        }
    }

    private void everyToolRefuses(String code, String path) {
        everyToolRefuses(code, AtOnePath.text(path));
    }

    private void everyToolRefuses(String code, JsonNode path) {
        AtOnePath.reads(path).forEach((tool, input) -> refused(code, tool, input));
        AtOnePath.changes(path).forEach((tool, input) -> refused(code, tool, input));
    }

    private String text(String tool, String path) {
        return output(tool, Map.of("path", path)).get("text").asText();
    }

    /// The most that the host has had in memory at once, in bytes.
    private long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(host.pid()))).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findAny()
                .orElseThrow();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
