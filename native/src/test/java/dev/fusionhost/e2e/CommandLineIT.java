package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line as it ships: what it prints, and what it ends with.
@QuarkusMainIntegrationTest
class CommandLineIT {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String SETTINGS = "FUSION_HOST_SETTINGS";

    @Test
    @Launch("version")
    void itTellsItsVersion(LaunchResult result) {
        assertThat(result.getOutput())
                .containsPattern("fusion-host \\S+ \\((linux|macos|windows) \\w+\\)");
    }

    @Test
    @Launch({"tools", "list"})
    void itListsItsTools(LaunchResult result) {
        assertThat(result.getOutput())
                .contains("list_folder", "read ", "rename_in_place", "mutation ");
    }

    @Test
    @Launch({"tools", "show", "list_folder"})
    void itShowsTheSchemaOfATool(LaunchResult result) {
        assertThat(result.getOutput())
                .contains("\"additionalProperties\" : false", "\"path\" : {", "\"default\" : 200");
    }

    @Test
    @Launch(value = "bogus", exitCode = 64)
    void anUnknownCommandIsAUsageError(LaunchResult result) {
        assertOneSentence(result);
    }

    @Test
    @Launch(value = "run", exitCode = 78)
    void withoutAServerThereIsNothingToRun(LaunchResult result) {
        assertOneSentence(result);
    }

    @Test
    @Launch(
            value = {"run", "--server", "http://pulsn.internal"},
            exitCode = 78)
    void aTokenIsNotSentInTheClear(LaunchResult result) {
        assertOneSentence(result);
    }

    @Test
    @Launch(
            value = {"run", "--server", "https://pulsn.internal", "--root", "/no/such/folder"},
            exitCode = 78)
    void aRootThatIsNotThereStopsTheStart(LaunchResult result) {
        assertOneSentence(result);
        assertThat(result.getErrorOutput()).contains("/no/such/folder");
    }

    @Test
    void settingsThatAreMissingStopEveryCommand(@TempDir Path folder) throws Exception {
        for (var command : List.of("run", "tools"))
            for (var file : List.of(folder.resolve("service.properties"), folder)) {
                try (var host = program(folder, command).with(SETTINGS, file).start()) {
                    assertThat(host.awaitExit(SOON)).isEqualTo(78);
                    assertThat(host.output().lines())
                            .singleElement()
                            .asString()
                            .contains(file.toString());
                }
            }
    }

    @Test
    void aServiceNamesItsSettingsInAProperty(@TempDir Path folder) throws Exception {
        var file = folder.resolve("service.properties");
        Files.writeString(
                file, "fusion.host.server=https://a.b\nfusion.host.roots=/no/such/folder\n");
        try (var host = program(folder, "run").property("fusion.host.settings", file).start()) {
            assertThat(host.awaitExit(SOON)).isEqualTo(78);
            assertThat(host.output()).contains("/no/such/folder");
        }
    }

    @Test
    void theEnvironmentGoesBeforeAFileOfSettings(@TempDir Path folder) throws Exception {
        var file = folder.resolve("service.properties");
        Files.writeString(
                file, "fusion.host.server=http://of.file\nfusion.host.roots=/no/such/folder\n");
        var program = program(folder, "run").with(SETTINGS, file);
        try (var host = program.start()) {
            assertThat(host.awaitExit(SOON)).isEqualTo(78);
            assertThat(host.output()).contains("http://of.file");
        }
        try (var host = program.with("FUSION_HOST_SERVER", "https://of.environment").start()) {
            assertThat(host.awaitExit(SOON)).isEqualTo(78);
            assertThat(host.output()).contains("/no/such/folder");
        }
    }

    private static HostProgram program(Path folder, String command) {
        return new HostProgram(command).with("FUSION_HOST_HOME", folder.resolve("home"));
    }

    @Test
    @Launch(
            value = {"tools", "call", "no_such_tool"},
            exitCode = 64)
    void aToolThatIsNotThereCanNotBeCalled(LaunchResult result) {
        assertOneSentence(result);
    }

    @Test
    void aMutationIsCarriedOutOnlyWhenAsked(@TempDir Path folder) throws Exception {
        var root = Files.createDirectory(folder.resolve("root")).toRealPath();
        Files.writeString(root.resolve("a.txt"), "a");
        var input = "{\"path\": \"a.txt\", \"newName\": \"é.txt\"}";

        assertThat(call(folder, "rename_in_place", input).awaitExit(SOON)).isZero();
        assertThat(root.resolve("a.txt")).exists();

        assertThat(call(folder, "rename_in_place", input, "--apply").awaitExit(SOON)).isZero();
        assertThat(root.resolve("é.txt")).hasContent("a");
    }

    @Test
    void aCallThatFailsEndsWithItsError(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("root"));
        try (var failing = call(folder, "list_folder", "{\"path\": 5}")) {
            assertThat(failing.awaitExit(SOON)).isEqualTo(65);
            assertThat(failing.output()).contains("invalid_input", "\"/path\"");
        }
    }

    /// With a state folder of its own: what it keeps is no business of who runs the tests.
    private static Program call(Path folder, String tool, String input, String... more) {
        var root = folder.resolve("root").toString();
        var arguments = new ArrayList<>(List.of("tools", "call", tool, input, "--root", root));
        arguments.addAll(List.of(more));
        return new HostProgram(arguments.toArray(String[]::new))
                .with("FUSION_HOST_HOME", folder.resolve("home"))
                .start();
    }

    private static void assertOneSentence(LaunchResult result) {
        assertThat(result.getErrorStream()).hasSize(1);
        assertThat(result.getErrorOutput()).startsWith("fusion-host: ").endsWith(".");
    }
}
