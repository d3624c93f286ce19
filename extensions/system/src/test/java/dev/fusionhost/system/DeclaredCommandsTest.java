package dev.fusionhost.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fusionhost.tools.BadSettingException;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class DeclaredCommandsTest {
    @Test
    void withoutAnyCommandTheToolIsNotOffered() {
        assertThat(new RunCommand(new Settings().read()).configured()).isEmpty();
    }

    @Test
    void theModelIsToldWhatThereIsAndWhatItTakes() {
        var settings =
                echo().with("echo.description", "Say it")
                        .with("echo.parameters.word.one-of", "yes,no")
                        .with("echo.parameters.times.type", "integer")
                        .with("echo.parameters.times.required", "false")
                        .with("echo.parameters.times.description", "how often")
                        .with("echo.arguments", "{word},--times={times}");

        assertThat(new RunCommand(settings.read()).configured())
                .contains(
                        "The commands: echo: Say it [times (integer, optional: how often), word"
                                + " (one of yes, no)].");
    }

    @Test
    void aBadDeclarationIsOneSentenceThatNamesTheProperty() {
        bad(new Settings().with("echo.arguments", "x"), "echo.executable is not the absolute path");
        bad(new Settings().with("echo.executable", "echo"), "echo.executable is not");
        bad(new Settings().with("echo.executable", "/no/such"), "echo.executable is not");
        bad(new Settings().with("Echo.executable", "/bin/echo"), "Echo is no id");
        bad(echo().with("echo.timeout", "601"), "echo.timeout is no number from 1 to 600");
        bad(echo().with("echo.timeout", "1m"), "echo.timeout is no number");
        bad(echo().with("echo.output-limit", "0"), "echo.output-limit is no number");
        bad(echo().with("echo.arguments", "{word"), "echo.arguments holds {word, where");
        bad(echo().with("echo.arguments", "{word}"), "echo.arguments uses {word}");
        bad(echo().with("echo.parameters.word.type", "text"), "echo.parameters.word is in none");
        bad(word().with("echo.parameters.word.type", "number"), "echo.parameters.word.type is");
        bad(word().with("echo.parameters.word.pattern", "(?=a)"), "echo.parameters.word.pattern");
        bad(word().with("echo.parameters.word.required", "yes"), "echo.parameters.word.required");
        bad(word().with("echo.parameters.word.max-length", "9000"), "echo.parameters.word.max");
    }

    @Test
    void aMisspeltVariableIsTold() {
        var read = Map.of("FUSION_HOST_COMMANDS_ECHO_EXECUTABLE", "/bin/echo");
        variables(read);
        variables(
                Map.of(
                        "FUSION_HOST_COMMANDS_ECHO_EXECUTABLE", "/bin/echo",
                        "FUSION_HOST_COMMANDS_ECHO_ARGUMENTS_0_", "{word}",
                        "FUSION_HOST_COMMANDS_ECHO_OUTPUT_LIMIT", "100",
                        "FUSION_HOST_COMMANDS_ECHO_PARAMETERS_WORD_ONE_OF", "a,b",
                        "FUSION_HOST_ROOTS", "/home"));
        for (var wrong :
                List.of(
                        "ECHO_EXECUTABEL",
                        "ECHO_PARAMETERS_WORD_TIPE",
                        "ECHO_ENVIRONMENT_NAME",
                        "MY_ECHO_EXECUTABLE",
                        "ECHO")) {
            var variables = new HashMap<>(read);
            variables.put("FUSION_HOST_COMMANDS_" + wrong, "x");
            assertThatExceptionOfType(BadSettingException.class)
                    .isThrownBy(() -> variables(variables))
                    .withMessage(
                            "FUSION_HOST_COMMANDS_%s is no setting of a command: check its spelling, or write it as a property.",
                            wrong);
        }
    }

    private static void variables(Map<String, String> variables) {
        CommandVariables.mustBeSettings(variables.keySet(), Settings.of(variables));
    }

    @Test
    void aFolderOutsideTheRootsIsTold(@TempDir Path temp) throws IOException {
        var root = Files.createDirectory(temp.toRealPath().resolve("root"));
        Files.createDirectory(root.resolve("in"));
        try (var roots = Sandbox.of(List.of(new Root(root, "root", false)), List.of())) {
            for (var folder : List.of(".", "in", root + "/in", "not-yet/in")) {
                new RunCommand(echo().with("echo.folder", folder).read()).mustFit(roots);
            }
            for (var folder : List.of("/", "..", temp.toString())) {
                var tool = new RunCommand(echo().with("echo.folder", folder).read());
                assertThatExceptionOfType(BadSettingException.class)
                        .isThrownBy(() -> tool.mustFit(roots))
                        .withMessageStartingWith(
                                "fusion.host.commands.echo.folder can't be used: %s ", folder)
                        .withMessageEndingWith(".");
            }
        }
    }

    private static Settings echo() {
        return new Settings().with("echo.executable", "/bin/echo");
    }

    private static Settings word() {
        return echo().with("echo.arguments", "{word}");
    }

    private static void bad(Settings settings, String sentence) {
        var tool = new RunCommand(settings.read());
        assertThatExceptionOfType(BadSettingException.class)
                .isThrownBy(tool::configured)
                .satisfies(
                        wrong ->
                                assertThat(wrong.sentence())
                                        .startsWith("fusion.host.commands." + sentence)
                                        .endsWith("."));
    }
}
