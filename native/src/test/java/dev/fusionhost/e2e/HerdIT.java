package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two thousand hosts lose their server in one moment, and don't stampede when it comes back.
@Tag("soak")
class HerdIT {
    private static final int HOSTS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    @TempDir Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Tally tally = new Tally();
    private ServerProgram server;

    @BeforeEach
    void twoThousandHostsAreThere() throws Exception {
        server = ServerProgram.start(data, 0, _ -> {});
        for (var host : enrolled()) host.dial();
        tally.await(HOSTS, PATIENCE);
    }

    @AfterEach
    void allIsStopped() {
        clock.shutdownNow();
        http.shutdownNow();
        server.close();
    }

    @Test
    void allAreBackAfterAServerThatWasStopped() throws Exception {
        server.program().terminate();
        assertThat(server.program().awaitExit(PATIENCE)).isEqualTo(143);
        allComeBack();
    }

    @Test
    void allAreBackAfterAServerThatWasKilled() throws Exception {
        server.program().kill();
        allComeBack();
    }

    /// Counted from the moment in which there is a server again: before that, attempts reach
    /// nobody.
    private void allComeBack() throws InterruptedException {
        var down = System.nanoTime();
        server = ServerProgram.start(data, server.origin().getPort(), _ -> {});
        var downFor = Duration.ofNanos(System.nanoTime() - down);
        tally.restart();
        var took = tally.await(HOSTS, PATIENCE);

        var attempts = tally.attempts();
        var mean = attempts.stream().mapToInt(Integer::intValue).average().orElseThrow();
        var peak = attempts.stream().mapToInt(Integer::intValue).max().orElseThrow();
        System.out.printf(
                "After %.1f s without a server %d hosts were back in %.1f s;"
                        + " attempts in each second %s, mean %.0f, peak %d%n",
                downFor.toMillis() / 1e3, HOSTS, took.toMillis() / 1e3, attempts, mean, peak);
        assertThat(took).isLessThan(BACK_WITHIN);
        assertThat((double) peak).isLessThanOrEqualTo(3 * mean);
    }

    private List<LightHost> enrolled() throws Exception {
        var herd = new LightHost.Herd(http, clock, tally);
        var enrolling = new ArrayList<Future<LightHost>>();
        try (var operator = new Operator(server.origin(), server.operatorKey());
                var workers = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < HOSTS; i++)
                enrolling.add(workers.submit(() -> enrolled(operator.mintCode(), herd)));
            var hosts = new ArrayList<LightHost>();
            for (var host : enrolling) hosts.add(host.get());
            return hosts;
        }
    }

    private LightHost enrolled(String code, LightHost.Herd herd)
            throws IOException, InterruptedException {
        var body = Map.of("code", code, "name", "light", "nonce", UUID.randomUUID().toString());
        var json = new JsonMapper();
        var request =
                HttpRequest.newBuilder(server.origin().resolve(Wire.ENROL_PATH))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                        .build();
        var identity = json.readTree(http.send(request, BodyHandlers.ofString()).body());
        return new LightHost(
                server.origin(),
                identity.path("deviceId").asText(),
                identity.path("token").asText(),
                herd);
    }
}
