package dev.fusionhost.e2e;

import static dev.fusionhost.e2e.Workshop.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is to be that of the machine where the program runs, which an executable could as well have
/// kept from the one that it was built on.
class SystemIT {
    private static final DateTimeFormatter OF_THE_LOG =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

    @TempDir Path folder;
    private Path root;

    @BeforeEach
    void aRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root")).toRealPath();
    }

    /// Fourteen hours ahead of UTC, where nobody builds.
    @Test
    void theLogHasTheTimeOfTheMachine() throws Exception {
        var zone = "Pacific/Kiritimati";
        try (var server = ScriptedServer.start();
                var host = host(server).with("TZ", zone).start()) {
            server.awaitSession(LONG);
            var time = host.awaitLine("^(\\S+ \\S+) INFO +Connected", LONG).group(1);
            assertThat(Duration.between(LocalDateTime.parse(time, OF_THE_LOG), now(zone)))
                    .isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(5));
        }
    }

    /// As a service may have it. Java takes the encoding of names from there, and has none for "é"
    /// then; an executable has kept the one that it was built for.
    @Test
    @EnabledOnOs(OS.LINUX)
    void namesDoNotDependOnTheLocale() throws Exception {
        assumeTrue(HostProgram.isExecutable(), "a jar has the names of its Java");
        Files.writeString(root.resolve("café.txt"), "espresso");
        try (var server = ScriptedServer.start();
                var _ = host(server).with("LC_ALL", "C").start()) {
            var session = server.awaitSession(LONG);
            var read = session.call("read_file", Map.of("path", "café.txt"));
            assertThat(read.ok()).as(read.toString()).isTrue();
            assertThat(read.toString()).contains("espresso");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itTrustsWhomTheMachineTrusts() throws Exception {
        assumeTrue(Files.exists(Path.of(BUNDLE)), BUNDLE);
        assumeTrue(mayMount(), "mounts of one's own");
        var identity = SelfSigned.in(folder);
        try (var server =
                ScriptedServer.startSecure(
                        identity.store(), SelfSigned.PASSWORD, identity.certificate())) {
            try (var host = secure(server, identity).start()) {
                assertThat(host.awaitExit(LONG)).as(host.output()).isEqualTo(69);
                assertThat(host.output()).contains("certificate");
            }
            try (var _ = secure(server, identity).under(trusting(identity.certificate())).start()) {
                assertThat(server.awaitSession(LONG).call("list_roots", Map.of()).ok()).isTrue();
            }
        }
    }

    private HostProgram host(ScriptedServer server) {
        return new HostProgram("run", "--root", root.toString(), "--name", "bench")
                .with("FUSION_HOST_SERVER", server.origin())
                .with("FUSION_HOST_CODE", "CODE-1")
                .with("FUSION_HOST_HOME", folder.resolve("home"));
    }

    /// The server wants a certificate, too.
    private HostProgram secure(ScriptedServer server, SelfSigned identity) {
        return host(server)
                .with("FUSION_HOST_TLS_CERTIFICATE", identity.store())
                .with("FUSION_HOST_TLS_PASSWORD", SelfSigned.PASSWORD);
    }

    private static LocalDateTime now(String zone) {
        return LocalDateTime.now(ZoneId.of(zone));
    }

    private static boolean mayMount() throws InterruptedException {
        var program = new ProcessBuilder(trusting(Path.of(BUNDLE), "true"));
        try {
            return program.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Runs a program on a machine whose only authority is this one.
    private static String[] trusting(Path authority, String... program) {
        var mounted = "mount --bind '%s' %s && exec \"$0\" \"$@\"".formatted(authority, BUNDLE);
        var shell = Stream.of("unshare", "--map-root-user", "--mount", "sh", "-c", mounted);
        return Stream.concat(shell, Stream.of(program)).toArray(String[]::new);
    }
}
