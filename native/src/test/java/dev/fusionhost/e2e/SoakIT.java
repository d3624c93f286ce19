package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Two hundred calls a second over a line that breaks every few seconds, for half an hour: each
/// call has one end, whatever it was, nothing runs twice, and the host holds no more at the end
/// than after its warm-up.
@Tag("soak")
@EnabledOnOs(OS.LINUX)
class SoakIT {
    private static final Duration LASTS =
            Duration.ofMinutes(Integer.getInteger("fusionhost.soak.minutes", 30));
    private static final int CALLS_A_SECOND = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long SEED = Long.getLong("fusionhost.soak.seed", System.nanoTime());

    /// With these a call has certainly never run. Every other failure would be a call lost.
    private static final List<String> NEVER_RAN = List.of("offline", "busy");

    /// Longer than a stream can be away: pauses grow to a minute on a line that never holds.
    private static final Duration ENOUGH = Duration.ofMinutes(4);

    private static final int FAULTS_IN_A_ROW = 12;

    /// A stream that holds for a minute has the pauses start over.
    private static final Duration CALM = Duration.ofSeconds(65);

    private static final int LINES_A_FILE = 200;

    @TempDir Path folder;
    private final Random random = new Random(SEED);
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private Path root;
    private Path commandLog;
    private ServerProgram server;
    private FaultyLine line;
    private Program host;
    private Operator operator;
    private String device;
    private volatile boolean over;

    @BeforeEach
    void aHostIsOnlineByABadLine() throws Exception {
        root = Files.createDirectory(folder.resolve("root")).toRealPath();
        commandLog = folder.resolve("commands.log");
        for (int i = 0; i < 50; i++) Files.writeString(root.resolve(i + ".txt"), "text " + i);
        var data = folder.resolve("data");
        server = ServerProgram.start(data, 0, _ -> {}, "-Dfusion.server.heartbeat-seconds=5");
        operator = new Operator(server.origin(), server.operatorKey());
        line = FaultyLine.to(server.origin());
        host =
                new HostProgram("run", "--root", root.toString(), "--name", "soak")
                        .with("FUSION_HOST_SERVER", line.origin())
                        .with("FUSION_HOST_CODE", operator.mintCode())
                        .with("FUSION_HOST_HOME", folder.resolve("home"))
                        .with("FUSION_HOST_SETTINGS", commandThatLogs())
                        .start();
        device = operator.awaitOnline(PATIENCE);
    }

    @AfterEach
    void allIsStopped() throws IOException {
        host.close();
        line.close();
        operator.close();
        server.close();
    }

    @Test
    void noCallIsLostAndNoneRunsTwice() throws Exception {
        var footprint = new Footprint(host.pid());
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var appended = workers.submit(this::appends);
            var commanded = workers.submit(this::commands);
            var load = workers.submit(() -> load(workers));
            var faults = workers.submit(this::faults);
            for (long until = System.nanoTime() + LASTS.toNanos(); System.nanoTime() < until; ) {
                Thread.sleep(Duration.ofSeconds(2));
                footprint.sample();
            }
            over = true;
            faults.get();
            load.get();
            assertThat(appendedLines()).isEqualTo(appended.get());
            assertThat(Files.readAllLines(commandLog)).isEqualTo(commanded.get());
        } finally {
            over = true;
            System.out.printf("Seed %d, %s: %s; %s%n", SEED, LASTS, outcomes, footprint);
        }
        assertThat(surprises).isEmpty();
        assertThat(host.alive()).isTrue();
        assertThat(footprint.growthOfMemory()).as(footprint.toString()).isLessThan(0.05);
        assertThat(footprint.growthOfDescriptors()).as(footprint.toString()).isLessThan(0.05);
    }

    /// Reads at a steady rate, however long each of them takes.
    private List<Future<JsonNode>> load(ExecutorService workers) throws Exception {
        var calls = new ArrayList<Future<JsonNode>>();
        var next = System.nanoTime();
        for (int i = 0; !over; i++, next += 1_000_000_000L / CALLS_A_SECOND) {
            LockSupport.parkNanos(next - System.nanoTime());
            var input = Map.of("path", i % 50 + ".txt");
            calls.add(
                    workers.submit(
                            () -> noted(() -> operator.call(device, "read_file", input, ENOUGH))));
            calls.removeIf(Future::isDone);
        }
        for (var call : calls) call.get();
        return calls;
    }

    /// Mutations, one after the other.
    ///
    /// @return those that were made, in their order
    private List<String> appends() throws Exception {
        var made = new ArrayList<String>();
        for (int i = 0; !over; i++) {
            var text = "line " + i;
            var input =
                    Map.of("path", "log-%05d".formatted(i / LINES_A_FILE), "content", text + "\n");
            var plan = noted(() -> operator.call(device, "append_file", input, ENOUGH));
            if (plan.path("ok").asBoolean()) {
                var callId = plan.path("callId").asText();
                if (noted(() -> operator.apply(callId)).path("ok").asBoolean()) made.add(text);
            }
            Thread.sleep(200);
        }
        return made;
    }

    /// Actions, one after the other.
    ///
    /// @return those that were carried out, in their order
    private List<String> commands() throws Exception {
        var run = new ArrayList<String>();
        for (int i = 0; !over; i++) {
            var text = "line " + i;
            var input = Map.of("command", "log", "arguments", Map.of("text", text));
            var answer = noted(() -> operator.call(device, "run_command", input, ENOUGH));
            if (answer.path("ok").asBoolean()) run.add(text);
            Thread.sleep(500);
        }
        return run;
    }

    private JsonNode noted(Callable<JsonNode> call) throws Exception {
        var answer = call.call();
        var outcome = answer.path("ok").asBoolean() ? "ok" : answer.at("/error/code").asText();
        outcomes.computeIfAbsent(outcome, _ -> new AtomicInteger()).incrementAndGet();
        if (!outcome.equals("ok") && !NEVER_RAN.contains(outcome)) surprises.add(answer.toString());
        return answer;
    }

    /// One every 5 to 20 s, as the seed says, and a calm after a dozen of them.
    private Void faults() throws Exception {
        for (int i = 1; !over; i++) {
            pass(
                    i % FAULTS_IN_A_ROW == 0
                            ? CALM
                            : Duration.ofMillis(random.nextInt(5_000, 20_000)));
            if (over) break;
            switch (random.nextInt(5)) {
                case 0 -> line.reset();
                case 1 -> line.hangUp();
                case 2 -> line.swallow();
                case 3 -> line.stall(Duration.ofMillis(random.nextInt(500, 4_000)));
                default -> line.refuse(Duration.ofMillis(random.nextInt(500, 5_000)));
            }
        }
        return null;
    }

    private void pass(Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        while (!over && until - System.nanoTime() > 0) Thread.sleep(100);
    }

    private List<String> appendedLines() throws IOException {
        var lines = new ArrayList<String>();
        try (var logs = Files.newDirectoryStream(root, "log-*")) {
            var inOrder = new ArrayList<Path>();
            logs.forEach(inOrder::add);
            inOrder.sort(null);
            for (var log : inOrder) lines.addAll(Files.readAllLines(log));
        }
        return lines;
    }

    private Path commandThatLogs() throws IOException {
        var script = Files.writeString(folder.resolve("log.sh"), "echo \"$1\" >> \"$2\"\n");
        var settings =
                List.of(
                        "fusion.host.commands.log.description=Write a line",
                        "fusion.host.commands.log.executable=/bin/sh",
                        "fusion.host.commands.log.arguments=%s,{text},%s"
                                .formatted(script, commandLog),
                        "fusion.host.commands.log.parameters.text.max-length=100");
        return Files.write(folder.resolve("host.properties"), settings);
    }
}
