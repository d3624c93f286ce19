package dev.fusionhost.e2e;

import static dev.fusionhost.e2e.Workshop.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.testing.KeyringSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Enrolled once, and back after each start, wherever the identity is kept.
@EnabledOnOs(OS.LINUX)
class StoresIT {
    private final Map<String, String> session = new HashMap<>();

    @TempDir Path folder;
    private Path home;
    private ServerProgram server;
    private Operator operator;

    @BeforeEach
    void aServerIsThere() throws InterruptedException {
        home = folder.resolve("home");
        server = ServerProgram.start(folder.resolve("data"), 0, _ -> {});
        operator = new Operator(server.origin(), server.operatorKey());
        session.put("DBUS_SESSION_BUS_ADDRESS", "");
        session.put("XDG_RUNTIME_DIR", "");
        session.put("FUSION_HOST_STORE", "auto");
    }

    @AfterEach
    void allIsStopped() {
        operator.close();
        server.close();
    }

    @Test
    void aDesktopsKeyringIsUsedWaitedForAndComesBack() throws Exception {
        assumeTrue(KeyringSession.isInstalled(), "there is no gnome-keyring-daemon here");
        try (var desktop = KeyringSession.open(Files.createDirectory(folder.resolve("s")))) {
            session.putAll(desktop.environment());
            var device = enrolled();
            assertThat(say(0, "credentials", "--json"))
                    .contains("\"secret-service\"", "\"found\"", device);
            try (Stream<Path> kept = Files.list(home.resolve("credentials"))) {
                assertThat(kept.map(Path::toString)).allMatch(file -> file.endsWith(".store"));
            }
            assertBack(device);

            desktop.lock();
            assertThat(say(75, "doctor")).contains("✗ identity", "it is locked");
            assertThat(say(75, "enroll")).contains("it is locked");
            assertThat(say(75, "unenroll")).contains("it is locked");
            assertThat(say(0, "credentials")).contains("locked  secret-service");
            try (var _ = host("run").start()) {
                awaitStatus("is waiting until .*it is locked");
                desktop.restartOpen();
                assertThat(operator.awaitOnline(LONG)).isEqualTo(device);
            }
            awaitOffline();

            desktop.hang();
            assertThat(say(75, "doctor")).contains("it doesn't answer");
            try (var waiting = host("run").start()) {
                awaitStatus("is waiting until .*it doesn't answer");
                waiting.terminate();
                assertThat(waiting.awaitExit(LONG)).as(waiting.output()).isZero();
            }
        }
    }

    @Test
    void withoutADesktopItIsAFileUntilItIsMoved() throws Exception {
        assumeTrue(KeyringSession.isInstalled(), "there is no gnome-keyring-daemon here");
        var device = enrolled();
        assertThat(say(0, "doctor")).contains("kept by file: " + file());
        assertBack(device);
        assertThat(say(75, "credentials", "--move-to", "secret-service"))
                .contains("this session has no bus");
        try (var desktop = KeyringSession.open(Files.createDirectory(folder.resolve("s")))) {
            session.putAll(desktop.environment());
            try (var _ = host("run").start()) {
                operator.awaitOnline(LONG);
                assertThat(say(75, "credentials", "--move-to", "secret-service"))
                        .contains("Another host works in");
            }
            awaitOffline();
            say(0, "credentials", "--move-to", "secret-service");
            assertThat(file()).doesNotExist();
            assertBack(device);
            say(0, "credentials", "--move-to", "file");
            assertThat(file()).exists();
            assertBack(device);
        }
    }

    @Test
    void whatSystemdHasLoadedIsEnough() throws Exception {
        var device = enrolled();
        var loaded = Files.createDirectory(folder.resolve("loaded"));
        Files.copy(file(), loaded.resolve("fusion-host." + file().getFileName()));
        home = folder.resolve("of-the-service");
        session.put("CREDENTIALS_DIRECTORY", loaded.toString());
        assertBack(device);
        assertThat(say(0, "credentials")).contains(device, "systemd", "loaded");
        assertBack(device);
        session.put("CREDENTIALS_DIRECTORY", "");
        assertThat(say(75, "enroll")).contains("start the host as that service");
    }

    private String enrolled() throws Exception {
        String device;
        try (var _ = host("run").with("FUSION_HOST_CODE", operator.mintCode()).start()) {
            device = operator.awaitOnline(LONG);
        }
        awaitOffline();
        return device;
    }

    private void assertBack(String device) throws Exception {
        try (var _ = host("run").start()) {
            assertThat(operator.awaitOnline(LONG)).isEqualTo(device);
        }
        awaitOffline();
    }

    /// Runs a command to its end.
    private String say(int exitCode, String... arguments) throws InterruptedException {
        try (var program = host(arguments).start()) {
            assertThat(program.awaitExit(LONG)).as(program.output()).isEqualTo(exitCode);
            return program.output();
        }
    }

    private void awaitStatus(String regex) throws InterruptedException {
        try (var watching = host("status", "--watch").start()) {
            watching.awaitLine(regex, LONG);
        }
    }

    private void awaitOffline() throws IOException, InterruptedException {
        while (operator.devices().get(0).get("online").asBoolean())
            Thread.sleep(Duration.ofMillis(50));
    }

    private Path file() {
        return home.resolve("credentials")
                .resolve("http_127.0.0.1_%d.json".formatted(server.origin().getPort()));
    }

    private HostProgram host(String... arguments) {
        var program =
                new HostProgram(arguments)
                        .with("FUSION_HOST_SERVER", server.origin())
                        .with("FUSION_HOST_ROOTS", folder)
                        .with("FUSION_HOST_HOME", home);
        session.forEach(program::with);
        return program;
    }
}
