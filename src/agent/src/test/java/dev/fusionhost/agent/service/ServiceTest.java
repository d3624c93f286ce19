package dev.fusionhost.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.service.SystemCommand.Outcome;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceTest {
    private static final Map<String, String> OPTIONS =
            Map.of("fusion.host.server", "https://pulsn.internal");
    private static final Config NOTHING = config(Map.of());

    @TempDir Path folder;
    private final List<String> commands = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    static Stream<String> systems() {
        return Stream.of("systemd", "launchd", "schtasks");
    }

    @ParameterizedTest
    @MethodSource("systems")
    void anInstalledServiceIsWrittenDownAndStarted(String system) throws Exception {
        var service = service(system);
        var file = service.install(NOTHING, OPTIONS);
        assertThat(file)
                .content()
                .contains("fusion-host", "run", "-Dfusion.host.settings=", "service.properties");
        assertThat(commands.getLast())
                .isIn(
                        "systemctl --user restart fusion-host.service",
                        "launchctl bootstrap gui/501 " + file,
                        "schtasks /Run /TN fusion-host");
        assertThat(folder.resolve("home/service.properties"))
                .content()
                .contains("fusion.host.server=https\\://pulsn.internal");
    }

    @ParameterizedTest
    @MethodSource("systems")
    void oneThatIsInstalledAgainIsReplaced(String system) {
        var service = service(system);
        service.install(NOTHING, OPTIONS);
        commands.clear();
        service.install(NOTHING, Map.of("fusion.host.server", "https://other.internal"));
        assertThat(commands).anyMatch(command -> command.matches(".*(disable|bootout|/Delete).*"));
        assertThat(folder.resolve("home/service.properties")).content().contains("other.internal");
    }

    @ParameterizedTest
    @MethodSource("systems")
    void anUninstalledServiceLeavesNothingButTheHostsState(String system) throws Exception {
        var service = service(system);
        var file = service.install(NOTHING, OPTIONS);
        Files.writeString(folder.resolve("home/credential"), "kept");
        service.uninstall();
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("home")).isDirectoryContaining("glob:**credential");
        assertThat(folder.resolve("home/service.properties")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void oneThatTheSystemHasForgottenIsInstalledAndUninstalledAllTheSame(String system) {
        var service = service(system);
        service.install(NOTHING, OPTIONS);
        refused.addAll(List.of("disable", "bootout", "/Delete"));
        var file = service.install(NOTHING, OPTIONS);
        assertThat(file).exists();
        var failure = catchThrowableOfType(HostFailure.class, service::uninstall);
        assertThat(failure.sentence()).contains("files are removed");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void whatIsNotInstalledIsNotTouched(String system) {
        var service = service(system);
        for (Runnable step : List.<Runnable>of(service::start, service::stop, service::uninstall)) {
            var failure = catchThrowableOfType(HostFailure.class, step::run);
            assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG);
            assertThat(failure.sentence()).contains("fusion-host service install");
        }
        assertThat(commands).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aPreviewChangesNothing(String system) throws IOException {
        var preview = service(system).preview(NOTHING, OPTIONS);
        assertThat(preview).hasSize(2);
        assertThat(commands).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aSystemThatIsNotAtWorkIsToldBeforeAnythingIsWritten() throws IOException {
        refused.add("show");
        var failure =
                catchThrowableOfType(
                        HostFailure.class, () -> service("systemd").install(NOTHING, OPTIONS));
        assertThat(failure.sentence())
                .isEqualTo("\"systemctl --user show --property=Version\" failed: no bus");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everySettingGoesWithItButTheCode() {
        var config =
                config(
                        Map.of(
                                "fusion.host.code", "SECRET-CODE",
                                "fusion.host.read-only", "true",
                                "fusion.host.proxy", "http://u:pä ss@proxy:3128",
                                "other.setting", "x"));
        service("systemd").install(config, OPTIONS);
        var kept = folder.resolve("home/service.properties");
        assertThat(SettingsFile.settings(read(kept), Map.of()))
                .isEqualTo(
                        Map.of(
                                "fusion.host.read-only", "true",
                                "fusion.host.proxy", "http://u:pä ss@proxy:3128",
                                "fusion.host.server", "https://pulsn.internal"));
    }

    @Test
    void theCommandLineGoesBeforeTheSettings() {
        var config = config(Map.of("fusion.host.server", "https://old.internal"));
        assertThat(SettingsFile.settings(config, OPTIONS)).isEqualTo(OPTIONS);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void itsFilesAreTheOwnersAlone() throws IOException {
        var file = service("systemd").install(NOTHING, OPTIONS);
        for (var each : List.of(file, folder.resolve("home/service.properties")))
            assertThat(Files.getPosixFilePermissions(each))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private Service service(String system) {
        return new Service(
                system(system), this::run, "fusion-host", PROGRAM, folder.resolve("home"));
    }

    private static final Program PROGRAM = new Program(Path.of("/opt/fusion-host"), null);

    private InitSystem system(String name) {
        return switch (name) {
            case "systemd" -> new Systemd(folder.resolve("units"), "ada", folder.resolve("linger"));
            case "launchd" -> new Launchd(folder.resolve("LaunchAgents"), 501);
            default -> new TaskScheduler(folder.resolve("home"), "OFFICE\\ada");
        };
    }

    private Outcome run(List<String> command) {
        commands.add(String.join(" ", command));
        return refused.stream().anyMatch(command::contains)
                ? new Outcome(false, "no bus")
                : new Outcome(true, "");
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "given", 100))
                .build();
    }

    private static Config read(Path file) {
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(file.toUri().toURL()))
                    .build();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
