package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line as it ships: what it prints, and what it ends with.
@QuarkusMainIntegrationTest
class CommandLineIT {
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
    @Launch(
            value = {"tools", "call", "no_such_tool"},
            exitCode = 64)
    void aToolThatIsNotThereCanNotBeCalled(LaunchResult result) {
        assertOneSentence(result);
    }

    @Test
    void aMutationIsCarriedOutOnlyWhenAsked(QuarkusMainLauncher launcher, @TempDir Path folder)
            throws IOException {
        var root = folder.toRealPath();
        Files.writeString(root.resolve("a.txt"), "a");
        var input = "{\"path\": \"a.txt\", \"newName\": \"é.txt\"}";
        var call =
                new String[] {"tools", "call", "rename_in_place", input, "--root", root.toString()};

        assertThat(launcher.launch(call).exitCode()).isZero();
        assertThat(root.resolve("a.txt")).exists();

        var apply = Arrays.copyOf(call, call.length + 1);
        apply[call.length] = "--apply";
        assertThat(launcher.launch(apply).exitCode()).isZero();
        assertThat(root.resolve("é.txt")).hasContent("a");
    }

    @Test
    void aCallThatFailsEndsWithItsError(QuarkusMainLauncher launcher, @TempDir Path root) {
        var result =
                launcher.launch(
                        "tools", "call", "list_folder", "{\"path\": 5}", "--root", root.toString());
        assertThat(result.exitCode()).isEqualTo(65);
        assertThat(result.getOutput()).contains("invalid_input", "\"/path\"");
    }

    private static void assertOneSentence(LaunchResult result) {
        assertThat(result.getErrorStream()).hasSize(1);
        assertThat(result.getErrorOutput()).startsWith("fusion-host: ").endsWith(".");
    }
}
