package dev.fusionhost.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.agent.link.FrameHandler.Outlet;
import dev.fusionhost.protocol.Agent;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.ServerFrame.Call;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How results reach a stream, whatever the stream does.
class DispatcherTest {
    @TempDir Path root;
    @TempDir Path home;

    private final BlockingQueue<HostFrame> sent = new LinkedBlockingQueue<>();
    private Sandbox sandbox;
    private Journal journal;
    private Dispatcher dispatcher;

    @BeforeEach
    void aDispatcherWithoutTools() {
        sandbox = Sandbox.of(List.of(new Root(root, "root", false)), List.of());
        var tools = ToolRegistry.of(List.of(), validator());
        var runner =
                new CallRunner(
                        tools, Limits.PLAN_LIFETIME, InstantSource.system(), System::nanoTime);
        journal = Journal.open(home.resolve("calls.log"), InstantSource.system());
        dispatcher =
                new Dispatcher(
                        DispatcherTest::hello,
                        runner,
                        sandbox,
                        journal,
                        Witness.NONE,
                        InstantSource.system(),
                        System::nanoTime);
    }

    @AfterEach
    void itIsClosed() {
        dispatcher.close();
        journal.close();
        sandbox.close();
    }

    @Test
    void aResultThatAStreamDidNotTakeGoesToTheNextThoughNobodySettles() throws Exception {
        Outlet ended =
                frame -> {
                    sent.add(frame);
                    return false;
                };
        dispatcher.opened(ended);
        dispatcher.welcomed(List.of(), false);
        dispatcher.received(call("c1"));
        assertThat(next()).isInstanceOf(Result.class);
        assertThat(dispatcher.drain(Duration.ofSeconds(10))).isTrue();

        dispatcher.opened(sent::add);
        dispatcher.welcomed(List.of(), false);
        assertThat(next())
                .isInstanceOfSatisfying(
                        Result.class, it -> assertThat(it.callId()).isEqualTo("c1"));
    }

    @Test
    void whatIsSentBeforeTheWelcomeIsKeptUntilItIsClearWhoSettles() throws Exception {
        dispatcher.opened(sent::add);
        dispatcher.welcomed(List.of(), false);
        dispatcher.opened(sent::add);
        dispatcher.received(call("c1"));
        next();
        assertThat(dispatcher.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(dispatcher.hello().unsettled()).containsExactly("c1");
    }

    @Test
    void whereNobodySettlesAResultIsForgottenWhenItIsWrittenAndNotBefore() throws Exception {
        var written = new LinkedBlockingQueue<Runnable>();
        Outlet reader =
                new Outlet() {
                    @Override
                    public boolean send(HostFrame frame) {
                        return sent.add(frame);
                    }

                    @Override
                    public boolean sendInTurn(HostFrame frame, Runnable whenWritten) {
                        written.add(whenWritten);
                        return sent.add(frame);
                    }
                };
        dispatcher.opened(reader);
        dispatcher.welcomed(List.of(), false);
        dispatcher.received(call("c1"));
        next();
        assertThat(dispatcher.drain(Duration.ofMillis(100))).isFalse();
        assertThat(dispatcher.hello().unsettled()).containsExactly("c1");
        written.remove().run();
        assertThat(dispatcher.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(dispatcher.hello().unsettled()).isEmpty();
    }

    @Test
    void aDrainWaitsForTheLastResultToBeSent() throws Exception {
        var go = new CountDownLatch(1);
        Outlet slow =
                frame -> {
                    sent.add(frame);
                    awaitUninterruptibly(go);
                    return true;
                };
        dispatcher.opened(slow);
        dispatcher.received(call("c1"));
        next();
        assertThat(dispatcher.drain(Duration.ofMillis(100))).isFalse();
        go.countDown();
        assertThat(dispatcher.drain(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void withoutAJournalWhatChangesSomethingIsRefusedAndReadsGoOn() throws Exception {
        journal.close();
        dispatcher.close();
        var runs = new AtomicInteger();
        var tools = ToolRegistry.of(List.of(new Adds(runs), new Looks()), validator());
        var runner =
                new CallRunner(
                        tools, Limits.PLAN_LIFETIME, InstantSource.system(), System::nanoTime);
        dispatcher =
                new Dispatcher(
                        DispatcherTest::hello,
                        runner,
                        sandbox,
                        journal,
                        Witness.NONE,
                        InstantSource.system(),
                        System::nanoTime);
        dispatcher.opened(sent::add);
        dispatcher.received(new Call("c1", "adds", null, null, null));
        assertThat(next())
                .isInstanceOfSatisfying(
                        Result.class, it -> assertThat(it.error().code()).isEqualTo("io"));
        dispatcher.received(new Call("c2", "looks", null, null, null));
        assertThat(next()).isInstanceOfSatisfying(Result.class, it -> assertThat(it.ok()).isTrue());
        assertThat(runs).hasValue(0);
    }

    record Nothing() {}

    @Vetoed
    @Tool(name = "adds", description = "Adds one.")
    static final class Adds implements ActionTool<Nothing, Integer> {
        private final AtomicInteger runs;

        Adds(AtomicInteger runs) {
            this.runs = runs;
        }

        @Override
        public Integer execute(Nothing input, ToolContext context) {
            return runs.incrementAndGet();
        }
    }

    @Vetoed
    @Tool(name = "looks", description = "Looks.")
    static final class Looks implements ReadTool<Nothing, String> {
        @Override
        public String execute(Nothing input, ToolContext context) {
            return "seen";
        }
    }

    private HostFrame next() throws InterruptedException {
        var frame = sent.poll(10, TimeUnit.SECONDS);
        assertThat(frame).as("a frame within 10 s").isNotNull();
        return frame;
    }

    private static Validator validator() {
        return Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static Call call(String callId) {
        return new Call(callId, "no_such_tool", null, null, null);
    }

    private static HostFrame.Hello hello(List<String> running, List<String> unsettled) {
        var agent = new Agent("test", "1", "linux", "amd64");
        return new HostFrame.Hello(
                1, "d1", "b1", "bench", agent, List.of(), HostLimits.DEFAULT, running, unsettled);
    }
}
