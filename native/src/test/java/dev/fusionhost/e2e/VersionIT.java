package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether there is a newer host, by the server's word.
class VersionIT {
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir Path folder;

    @Test
    void aNewerOneIsTold() throws Exception {
        try (var server =
                        server(
                                "-Dfusion.server.host-release.version=99.1",
                                "-Dfusion.server.host-release.page=https://pulsn.internal/host");
                var host = check(server.origin())) {
            assertThat(host.awaitExit(SOON)).as(host.output()).isEqualTo(1);
            assertThat(host.output())
                    .endsWith("There is a newer one: 99.1, at https://pulsn.internal/host");
        }
    }

    @Test
    void anOlderOneIsNone() throws Exception {
        try (var server = server("-Dfusion.server.host-release.version=0.0.9");
                var host = check(server.origin())) {
            assertThat(host.awaitExit(SOON)).as(host.output()).isZero();
            assertThat(host.output()).endsWith("It is the newest that the server knows.");
        }
    }

    @Test
    void aServerMaySayNothing() throws Exception {
        try (var server = server();
                var host = check(server.origin())) {
            assertThat(host.awaitExit(SOON)).as(host.output()).isZero();
            assertThat(host.output()).contains("does not say which version there is");
        }
    }

    private ServerProgram server(String... options) throws InterruptedException {
        return ServerProgram.start(folder.resolve("data"), 0, _ -> {}, options);
    }

    private static Program check(URI origin) {
        return new HostProgram("version", "--check", "--server", origin.toString()).start();
    }
}
