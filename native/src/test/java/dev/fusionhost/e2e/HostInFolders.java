package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Proposal;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.Session;
import dev.fusionhost.testing.tools.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A host that runs as it ships, one for all tests of a class, and the server that calls it. It may
/// use a root, which each test finds empty, and nothing of the folder outside.
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostInFolders {
    static final Duration SOON = Duration.ofSeconds(60);

    /// Is in the folder outside alone, as is a file of that name.
    static final String CANARY = "the neighbour's needle";

    static final String ONLY_OUTSIDE = "only-outside.txt";

    Path folder;
    Path root;
    Path outside;
    ScriptedServer server;
    Program host;
    Session session;
    private TreeSnapshot neighbours;

    @BeforeAll
    void aHostIsConnected(@TempDir Path temp) throws Exception {
        folder = temp.toRealPath();
        root = Files.createDirectory(folder.resolve("root"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectory(outside.resolve("deep"));
        for (var name : List.of("secret.txt", "deep/secret.txt", ONLY_OUTSIDE)) {
            Files.writeString(outside.resolve(name), CANARY);
        }
        for (var sibling : List.of("root-evil", "root2", "root.bak")) {
            Files.writeString(Files.createDirectory(folder.resolve(sibling)).resolve("x"), CANARY);
        }
        neighbours = neighbours();
        server = ScriptedServer.start();
        connect();
    }

    /// Starts the host, again after it was stopped.
    void connect() throws IOException {
        var words = roots().stream().flatMap(one -> Stream.of("--root", one));
        host =
                program(Stream.concat(words, Stream.of("--name", "bench")).toArray(String[]::new))
                        .with("FUSION_HOST_SERVER", server.origin())
                        .with("FUSION_HOST_CODE", "CODE-1")
                        .start();
        session = server.awaitSession(SOON);
    }

    /// The folders that the host may use.
    List<String> roots() throws IOException {
        return List.of(root.toString());
    }

    /// The program with the state of this host, and with little memory where it runs on a JVM.
    HostProgram program(String... arguments) {
        return new HostProgram(arguments)
                .with("JAVA_TOOL_OPTIONS", "-Xmx256m")
                .with("FUSION_HOST_HOME", folder.resolve("home"))
                .with("XDG_DATA_HOME", folder.resolve("data"));
    }

    @BeforeEach
    void theRootIsEmpty() throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(root)) Files.delete(file);
            }
        }
    }

    @AfterEach
    void nothingOutsideHasChanged() {
        neighbours().assertSameAs(neighbours, "Some call");
    }

    @AfterAll
    void allIsStopped() {
        host.close();
        server.close();
    }

    private TreeSnapshot neighbours() {
        return TreeSnapshot.of(
                outside,
                folder.resolve("root-evil"),
                folder.resolve("root2"),
                folder.resolve("root.bak"));
    }

    Result call(String tool, Object input, CallMode mode) {
        var result = session.call(tool, input, mode, (int) SOON.toSeconds());
        assertThat(result.toString()).as("%s %s", tool, input).doesNotContain(CANARY, ONLY_OUTSIDE);
        return result;
    }

    /// What a read gives.
    JsonNode output(String tool, Object input) {
        var result = call(tool, input, CallMode.AUTO);
        assertThat(result.ok()).as("%s %s: %s", tool, input, result).isTrue();
        return result.output();
    }

    /// Shows a change, which must change nothing.
    Proposal plan(String tool, Object input) {
        var before = TreeSnapshot.of(root);
        var shown = call(tool, input, CallMode.AUTO);
        assertThat(shown.proposal()).as("%s %s: %s", tool, input, shown).isNotNull();
        TreeSnapshot.of(root).assertSameAs(before, "The plan of " + tool);
        return shown.proposal();
    }

    /// Shows a change and carries it out.
    JsonNode change(String tool, Object input) {
        plan(tool, input);
        var done = call(tool, input, CallMode.APPLY);
        assertThat(done.ok()).as("%s %s: %s", tool, input, done).isTrue();
        return done.output();
    }

    /// Refused, and nothing has changed by it.
    Result refused(String code, String tool, Object input) {
        var before = TreeSnapshot.of(root);
        var result = call(tool, input, CallMode.AUTO);
        assertThat(code(result)).as("%s %s: %s", tool, input, result).isEqualTo(code);
        TreeSnapshot.of(root).assertSameAs(before, tool);
        return result;
    }

    static String code(Result result) {
        return result.error() == null ? null : result.error().code();
    }

    static Map<String, String> edit(String old, String fresh) {
        return Map.of("old", old, "new", fresh);
    }

    Path file(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    Path link(String name, Object target) throws IOException {
        return Files.createSymbolicLink(root.resolve(name), Path.of(target.toString()));
    }
}
