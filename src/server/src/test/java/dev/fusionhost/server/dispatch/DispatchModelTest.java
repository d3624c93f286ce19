package dev.fusionhost.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random histories of one device: whatever happens and in which order, each dispatch has one
/// answer, it is the device's own where there is one, and nothing is left behind.
class DispatchModelTest {
    private static final String DEVICE = "device-1";

    /// With these a caller may do the call once more, under another id.
    private static final Set<String> NEVER_RAN = Set.of("offline", "busy", "too_large");

    @Test
    void eachDispatchHasOneHonestAnswer() {
        var start = System.nanoTime();
        for (var seed = start; seed < start + 1_000; seed++) history(seed);
    }

    @Test
    @Tag("soak")
    void eachDispatchHasOneHonestAnswerAlsoInAHundredThousandHistories() {
        var start = System.nanoTime();
        for (var seed = start; seed < start + 100_000; seed++) history(seed);
    }

    private static void history(long seed) {
        try {
            new History(seed).live();
        } catch (RuntimeException | AssertionError wrong) {
            throw new AssertionError("the history of seed " + seed, wrong);
        }
    }

    private static final class History {
        private final Random random;
        private final HandMovedAlarms time = new HandMovedAlarms();
        private final HostDispatcher dispatcher = new HostDispatcher(time);
        private final ModelDevice device;
        private final Map<String, List<Result>> answers = new LinkedHashMap<>();
        private final Map<String, Integer> dispatches = new LinkedHashMap<>();
        private final AtomicReference<Runnable> undo = new AtomicReference<>(() -> {});

        History(long seed) {
            random = new Random(seed);
            device = new ModelDevice(random);
        }

        void live() {
            connect();
            var steps = 20 + random.nextInt(100);
            for (var i = 0; i < steps; i++) step();
            settle();
            check();
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> dispatch("call-" + random.nextInt(30));
                case 3, 4, 5, 6 -> device.read();
                case 7, 8, 9 -> hear(device.sent());
                case 10 -> device.finishOne();
                case 11 -> device.report();
                case 12 -> dispatcher.cancel(DEVICE, "call-" + random.nextInt(30));
                case 13 -> time.pass(Duration.ofMillis(random.nextInt(8_000)));
                case 14 -> leave();
                default -> connect();
            }
        }

        private void dispatch(String callId) {
            dispatches.merge(callId, 1, Integer::sum);
            var timeout = Duration.ofSeconds(1 + random.nextInt(30));
            dispatcher
                    .dispatch(DEVICE, new Call(callId, "t", null, null, null), timeout)
                    .thenAccept(
                            result ->
                                    answers.computeIfAbsent(callId, _ -> new ArrayList<>())
                                            .add(result));
        }

        private void hear(HostFrame frame) {
            switch (frame) {
                case null -> {}
                case HostFrame.Ack ack -> dispatcher.acknowledge(DEVICE, ack);
                case HostFrame.Progress progress -> dispatcher.progressed(DEVICE, progress);
                case HostFrame.Result result -> dispatcher.deliver(DEVICE, result);
                case HostFrame.Hello _, HostFrame.Bye _, HostFrame.Unknown _ ->
                        throw new AssertionError(frame);
            }
        }

        /// The stream breaks, and sometimes the process with it.
        private void leave() {
            if (random.nextInt(3) == 0) device.crash();
            else device.loseTheLine();
            // A server may hear of it late, or only by the next stream.
            if (random.nextBoolean()) undo.get().run();
        }

        private void connect() {
            device.loseTheLine();
            // The older way to the same device, when it wasn't seen to end.
            undo.get().run();
            var settled = dispatcher.settled(DEVICE, device.unsettled);
            var leftovers = device.leftovers();
            undo.set(dispatcher.connect(DEVICE, device, leftovers));
            device.welcomed(settled);
        }

        /// The line holds, the device works off what it has, and time goes by.
        private void settle() {
            connect();
            do {
                for (var busy = true; busy; ) {
                    busy = device.read();
                    device.finishOne();
                    for (HostFrame sent; (sent = device.sent()) != null; busy = true) hear(sent);
                }
                time.pass(Duration.ofSeconds(5));
            } while (time.count() > 0);
        }

        private void check() {
            dispatches.forEach(
                    (callId, times) -> assertThat(answers.get(callId)).as(callId).hasSize(times));
            answers.forEach((callId, results) -> results.forEach(this::isHonest));
            device.executions.forEach(
                    (callId, times) -> assertThat(times).as("runs of %s", callId).isEqualTo(1));
            assertThat(device.unsettled).as("results that nobody settled").isEmpty();
            undo.get().run();
            time.pass(HostDispatcher.REMEMBERED);
            assertThat(dispatcher.size()).as("lines left behind").isZero();
            assertThat(time.count()).as("alarms left behind").isZero();
        }

        private void isHonest(Result result) {
            var callId = result.callId();
            var error = result.error();
            if (result.ok() || error.message().equals("so it is")) {
                assertThat(result).isEqualTo(device.finished.get(callId));
            } else if (NEVER_RAN.contains(error.code()) && dispatches.get(callId) == 1) {
                assertThat(device.executions).doesNotContainKey(callId);
            }
        }
    }
}
