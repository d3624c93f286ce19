package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The commands that an operator declares, with the program as it was packaged.
@EnabledOnOs(OS.LINUX)
class CommandsIT {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String PREFIX = "fusion.host.commands.greet.";

    @TempDir Path folder;

    @Test
    void withoutADeclarationThereIsNoSuchTool() throws Exception {
        try (var host = host(List.of(), "tools")) {
            assertThat(host.awaitExit(SOON)).isZero();
            assertThat(host.output()).contains("system_info").doesNotContain("run_command");
        }
    }

    @Test
    void aDeclaredCommandIsShownToTheModelAndRuns() throws Exception {
        try (var host = host(greeting(), "tools")) {
            assertThat(host.awaitExit(SOON)).isZero();
            assertThat(host.output()).contains("greet: Say hello [name (text)]");
        }
        var input = "{\"command\": \"greet\", \"arguments\": {\"name\": \"$(id) é\"}}";
        try (var host = host(greeting(), "tools", "call", "run_command", input, "--root", root())) {
            assertThat(host.awaitExit(SOON)).as(host.output()).isZero();
            assertThat(host.output()).contains("\"output\" : \"hello $(id) é\\n\"");
        }
    }

    @Test
    void aBadDeclarationStopsTheStartWithASentence() throws Exception {
        var wrong = new ArrayList<>(greeting());
        wrong.add(PREFIX + "timeout=soon");
        try (var host = host(wrong, "run", "--server", "https://pulsn.internal")) {
            assertThat(host.awaitExit(SOON)).as(host.output()).isEqualTo(78);
            assertThat(host.output())
                    .isEqualTo(
                            "fusion-host: fusion.host.commands.greet.timeout is no number from 1 to"
                                    + " 600.");
        }
    }

    @Test
    void aFolderOutsideTheRootsStopsTheStartWithASentence() throws Exception {
        var outside = new ArrayList<>(greeting());
        outside.add(PREFIX + "folder=/etc");
        try (var host =
                host(outside, "run", "--server", "https://pulsn.internal", "--root", root())) {
            assertThat(host.awaitExit(SOON)).as(host.output()).isEqualTo(78);
            assertThat(host.output())
                    .startsWith(
                            "fusion-host: fusion.host.commands.greet.folder can't be used: /etc ");
        }
    }

    @Test
    void theMachineIsDescribed() throws Exception {
        try (var host = host(List.of(), "tools", "call", "system_info", "--root", root())) {
            assertThat(host.awaitExit(SOON)).as(host.output()).isZero();
            assertThat(host.output()).contains("\"totalBytes\" : ", "\"cores\" : ");
        }
    }

    private static List<String> greeting() {
        return List.of(
                PREFIX + "description=Say hello",
                PREFIX + "executable=/bin/echo",
                PREFIX + "arguments=hello,{name}",
                PREFIX + "parameters.name.max-length=100");
    }

    private String root() {
        return folder.toString();
    }

    private Program host(List<String> settings, String... arguments) throws IOException {
        var file = Files.write(folder.resolve("host.properties"), settings);
        return new HostProgram(arguments)
                .with("FUSION_HOST_SETTINGS", file)
                .with("FUSION_HOST_HOME", folder.resolve("home"))
                .start();
    }
}
