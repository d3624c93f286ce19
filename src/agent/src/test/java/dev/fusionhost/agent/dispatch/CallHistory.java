package dev.fusionhost.agent.dispatch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.agent.link.FrameHandler.Outlet;
import dev.fusionhost.protocol.Agent;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.testing.FakeClock;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.execution.CallRunner;
import dev.fusionhost.tools.registry.ToolRegistry;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import jakarta.enterprise.inject.Vetoed;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/// One history: a server that does what chance says, and a host that is killed and started again.
///
/// A crash takes the journal's file as it is at that moment and lets a new host begin with it. What
/// the old one still does after that moment has not happened: its tools count nothing any more, and
/// nobody hears it.
final class CallHistory implements AutoCloseable {
    private static final int STEPS = 40;
    private static final long PATIENCE_MILLIS = 20_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Validator VALIDATOR =
            Validation.byDefaultProvider()
                    .configure()
                    .messageInterpolator(new ParameterMessageInterpolator())
                    .buildValidatorFactory()
                    .getValidator();

    private final Path folder;
    private final Random random;
    private final FakeClock clock = new FakeClock();

    /// What the server knows: its calls, and the results that came, by call.
    private final Map<String, Call> calls = new LinkedHashMap<>();

    private final Map<String, List<Result>> results = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private Life life;

    CallHistory(Path folder, long seed) throws IOException {
        this.folder = folder.toRealPath();
        random = new Random(seed);
        life = new Life(Files.createDirectory(this.folder.resolve("life0")));
        life.connect();
    }

    void run() throws Exception {
        for (int i = 0; i < STEPS; i++) step(i);
        end();
    }

    private void step(int number) throws Exception {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> fresh("c" + number);
            case 4, 5 -> redeliver();
            case 6 -> cancel(random.nextBoolean() ? "c" + (number + 1) : some());
            case 7 -> open(some());
            case 8 -> settle();
            case 9 -> life.disconnect();
            case 10 -> life.connect();
            case 11 -> crash(number);
            default -> throw new AssertionError();
        }
    }

    private void fresh(String callId) {
        var slow = random.nextBoolean();
        if (slow) gates.put(callId, new CountDownLatch(1));
        var call =
                new Call(
                        callId,
                        random.nextInt(3) == 0 ? "look" : "act",
                        JSON.createObjectNode(),
                        null,
                        null);
        calls.put(callId, call);
        life.hear(call);
    }

    private void redeliver() {
        var call = calls.get(some());
        if (call == null) return;
        for (int i = random.nextInt(4); i >= 0; i--) life.hear(call);
    }

    private void cancel(String callId) {
        life.hear(new ServerFrame.Cancel(callId));
    }

    private void open(String callId) {
        var gate = gates.get(callId);
        if (gate != null) gate.countDown();
    }

    private void settle() {
        var callId = some();
        if (results.containsKey(callId)) life.hear(new ServerFrame.Settled(callId));
    }

    private void crash(int number) throws IOException {
        var next = Files.createDirectories(folder.resolve("life" + (number + 1)));
        life.dead = true;
        Files.copy(life.file(), next.resolve("calls.log"));
        life.close();
        life = new Life(next);
        life.connect();
    }

    /// The network holds, all tools go on, and the server sends what isn't answered until it is.
    private void end() throws InterruptedException {
        life.connect();
        var until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < until) {
            gates.values().forEach(CountDownLatch::countDown);
            var open = calls.values().stream().filter(it -> !results.containsKey(it.callId()));
            var unanswered = open.toList();
            if (unanswered.isEmpty() && life.dispatcher.idle()) return;
            unanswered.forEach(life::hear);
            synchronized (results) {
                results.wait(2);
            }
        }
    }

    List<String> faults() {
        var faults = new ArrayList<String>();
        for (var call : calls.values()) {
            var came = results.getOrDefault(call.callId(), List.of());
            var ran = runs.getOrDefault(call.callId(), new AtomicInteger()).get();
            if (came.isEmpty()) faults.add(call + " has no result");
            if (call.tool().equals("look")) continue;
            if (came.stream().distinct().count() > 1) faults.add(call + " has " + came);
            if (ran > 1) faults.add(call + " ran " + ran + " times");
            if (ran == 0 && came.stream().anyMatch(Result::ok)) faults.add(call + " never ran");
        }
        return faults;
    }

    private String some() {
        var all = List.copyOf(calls.keySet());
        return all.isEmpty() ? "none" : all.get(random.nextInt(all.size()));
    }

    @Override
    public void close() {
        gates.values().forEach(CountDownLatch::countDown);
        life.close();
    }

    /// A host from its start to its end.
    private final class Life {
        final Path home;
        final Sandbox sandbox;
        final Journal journal;
        final Dispatcher dispatcher;
        volatile boolean dead;
        private @Nullable Outlet stream;

        Life(Path home) {
            this.home = home;
            sandbox = Sandbox.of(List.of(new Root(home, "root", false)), List.of());
            journal = Journal.open(file(), clock);
            var tools = ToolRegistry.of(List.of(new Act(this), new Look(this)), VALIDATOR);
            var runner = new CallRunner(tools, Limits.PLAN_LIFETIME, clock, clock::nanoTime);
            dispatcher =
                    new Dispatcher(
                            CallHistory::hello,
                            runner,
                            sandbox,
                            journal,
                            Witness.NONE,
                            clock,
                            clock::nanoTime);
        }

        Path file() {
            return home.resolve("calls.log");
        }

        void connect() {
            disconnect();
            Outlet opened = new Ear(this);
            stream = opened;
            var hello = dispatcher.hello();
            dispatcher.opened(opened);
            var settled = hello.unsettled().stream().filter(results::containsKey).toList();
            dispatcher.welcomed(settled, true);
        }

        void disconnect() {
            var open = stream;
            stream = null;
            if (open != null) dispatcher.closed(open);
        }

        void hear(ServerFrame frame) {
            if (stream != null) dispatcher.received(frame);
        }

        void run(ToolContext context) throws InterruptedException {
            // Until it is closed; nothing that it does may still get into the file.
            if (dead) new CountDownLatch(1).await();
            runs.computeIfAbsent(context.callId(), _ -> new AtomicInteger()).incrementAndGet();
            var gate = gates.get(context.callId());
            if (gate != null) gate.await();
        }

        void close() {
            dispatcher.close();
            journal.close();
            sandbox.close();
        }
    }

    /// The server's end of a stream. An equal one is another stream.
    private final class Ear implements Outlet {
        private final Life life;

        Ear(Life life) {
            this.life = life;
        }

        @Override
        public boolean send(HostFrame frame) {
            if (life.dead || life.stream != this) return false;
            if (!(frame instanceof Result result)) return true;
            synchronized (results) {
                results.computeIfAbsent(result.callId(), _ -> new CopyOnWriteArrayList<>())
                        .add(result);
                results.notifyAll();
            }
            return true;
        }
    }

    private static HostFrame.Hello hello(List<String> running, List<String> unsettled) {
        var agent = new Agent("test", "1", "linux", "amd64");
        return new HostFrame.Hello(
                1, "d1", "b1", "bench", agent, List.of(), HostLimits.DEFAULT, running, unsettled);
    }

    record Input() {}

    /// Not for the host of other tests.
    @Vetoed
    @Tool(name = "act", description = "Does something that must not be done twice.")
    static final class Act implements ActionTool<Input, String> {
        private final Life life;

        Act(Life life) {
            this.life = life;
        }

        @Override
        public String execute(Input input, ToolContext context) throws InterruptedException {
            life.run(context);
            return "done";
        }
    }

    @Vetoed
    @Tool(name = "look", description = "Looks, which may be done as often as one likes.")
    static final class Look implements ReadTool<Input, String> {
        private final Life life;

        Look(Life life) {
            this.life = life;
        }

        @Override
        public String execute(Input input, ToolContext context) throws InterruptedException {
            life.run(context);
            return "seen";
        }
    }
}
