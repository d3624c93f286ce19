package dev.fusionhost.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Where the identity must not be, and how the pairing code gets in without being seen.
@EnabledOnOs(OS.LINUX)
class SecretsIT {
    private static final String CORES = "ulimit -c unlimited; cd \"$0\"; exec \"$@\"";

    /// Writes down what it was given by the host.
    private static final String CHILD =
            "tr '\\0' '\\n' < /proc/$$/environ > %1$s/child; tr '\\0' '\\n' < /proc/$$/cmdline >> %1$s/child";

    @TempDir Path folder;

    @Test
    void theTokenIsNowhereButInItsStore() throws Exception {
        var places = new ArrayList<String>();
        try (var workshop = Workshop.of(folder, CHILD.formatted(folder.toRealPath()))) {
            workshop.server.bindTokens();
            var session = workshop.start("sh", "-c", CORES, folder.toString());
            session.awaitResult(workshop.work(60), Workshop.LONG);
            var token = workshop.server.token();
            var key = key(workshop.home());

            var process = Path.of("/proc", Long.toString(workshop.host().pid()));
            places.add(text(process.resolve("cmdline")));
            places.add(text(process.resolve("environ")));
            var child = text(folder.resolve("child"));
            assertThat(child).contains("PATH=").doesNotContain("FUSION_HOST_CODE", "CODE-1");
            places.add(child);
            places.add(bundle(workshop));
            places.add(text(workshop.home().resolve("status.json")));
            places.add(text(workshop.home().resolve("audit").resolve("audit.jsonl")));

            new ProcessBuilder("kill", "-ABRT", process.getFileName().toString()).start().waitFor();
            assertThat(workshop.host().awaitExit(Workshop.LONG)).isEqualTo(128 + 6);
            places.add(workshop.host().output());
            if (!text(Path.of("/proc/sys/kernel/core_pattern")).startsWith("|")) places.add(core());

            assertThat(places)
                    .noneMatch(String::isBlank)
                    .noneMatch(place -> place.contains(token))
                    .noneMatch(place -> place.contains(key));
        }
    }

    @Test
    void theCodeIsReadFromAFileAndFromStandardInput() throws Exception {
        var code = Files.writeString(folder.resolve("code"), "CODE-1\n");
        try (var server = ScriptedServer.start();
                var host = enroll(server, "file", "--code-file", code.toString()).start()) {
            assertThat(host.awaitExit(Workshop.LONG)).as(host.output()).isZero();
        }
        try (var server = ScriptedServer.start();
                var host =
                        enroll(server, "input", "--code-file", "-")
                                .under("sh", "-c", "echo CODE-1 | \"$0\" \"$@\"")
                                .start()) {
            assertThat(host.awaitExit(Workshop.LONG)).as(host.output()).isZero();
        }
    }

    @Test
    void aFileWithoutACodeIsNamed() throws Exception {
        var empty = Files.createFile(folder.resolve("empty"));
        try (var server = ScriptedServer.start();
                var host = enroll(server, "none", "--code-file", empty.toString()).start()) {
            assertThat(host.awaitExit(Workshop.LONG)).isEqualTo(65);
            assertThat(host.output())
                    .startsWith("fusion-host: There is no pairing code in " + empty);
        }
        try (var server = ScriptedServer.start();
                var host = enroll(server, "gone", "--code-file", "/no/such/code").start()) {
            assertThat(host.awaitExit(Workshop.LONG)).isEqualTo(66);
            assertThat(host.output()).contains("/no/such/code");
        }
    }

    private HostProgram enroll(ScriptedServer server, String home, String... options) {
        var arguments = new ArrayList<>(List.of("enroll"));
        arguments.addAll(List.of(options));
        return new HostProgram(arguments.toArray(String[]::new))
                .with("FUSION_HOST_SERVER", server.origin())
                .with("FUSION_HOST_HOME", folder.resolve(home));
    }

    /// The private part of the key that the token is bound to.
    private static String key(Path home) throws IOException {
        try (var files = Files.newDirectoryStream(home.resolve("credentials"), "*.json")) {
            var file = files.iterator().next();
            return new JsonMapper().readTree(file.toFile()).at("/key/d").textValue();
        }
    }

    private String bundle(Workshop workshop) throws Exception {
        var archive = folder.resolve("bundle.zip");
        try (var packing =
                new HostProgram("support-bundle", archive.toString())
                        .with("FUSION_HOST_SERVER", workshop.server.origin())
                        .with("FUSION_HOST_HOME", workshop.home())
                        .with("FUSION_HOST_PROXY", "none")
                        .start()) {
            assertThat(packing.awaitExit(Workshop.LONG)).as(packing.output()).isZero();
        }
        var text = new StringBuilder();
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().toList())
                text.append(new String(zip.getInputStream(entry).readAllBytes(), ISO_8859_1));
        }
        assertThat(text)
                .contains("\"state\":\"online\"", "\"tool\":\"run_command\"", "Enrolled as")
                .contains("fusion.host.proxy=(set)");
        return text.toString();
    }

    /// The one that the host has left in its working folder.
    private String core() throws IOException {
        try (var files = Files.list(folder)) {
            var core =
                    files.filter(it -> it.getFileName().toString().startsWith("core"))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("there is no core file"));
            return text(core);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), ISO_8859_1);
    }
}
