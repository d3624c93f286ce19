package dev.fusionhost.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.server.ServerConfig;
import dev.fusionhost.server.dispatch.Alarms;
import dev.fusionhost.server.dispatch.HostDispatcher;
import io.quarkus.runtime.ShutdownEvent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final String DEVICE = "device-1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FrameCodec codec = new FrameCodec();
    private final ScheduledExecutorService keeper = Executors.newScheduledThreadPool(1);
    private final HostDispatcher dispatcher = new HostDispatcher(Alarms.on(keeper));
    private final OpenStreams open = new OpenStreams(keeper);
    private final LinkedBlockingQueue<ServerFrame> sent = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final HostStream stream =
            new HostStream(DEVICE, new Socket(), dispatcher, new Nobody(), 15, System::nanoTime);

    @BeforeEach
    void aDeviceIsThere() {
        open.add(stream);
        stream.text(
                codec.text(
                        new Hello(
                                1,
                                DEVICE,
                                "boot",
                                "name",
                                null,
                                List.of(),
                                HostLimits.DEFAULT,
                                List.of(),
                                List.of())));
    }

    @AfterEach
    void noMoreAlarms() {
        keeper.shutdownNow();
    }

    @Test
    void whatIsUnderWayEndsAndThenTheStreamIsClosedAsPlanned() throws InterruptedException {
        var answer = dispatch();
        var stopping = stop(60);
        assertThat(next(ServerFrame.Drain.class).graceSeconds()).isEqualTo(60);
        assertThat(closed).isNotDone();

        var result = Result.output("1", IntNode.valueOf(1), 0);
        stream.text(codec.text(result));

        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(result);
        assertThat(closed).succeedsWithin(PATIENCE).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(stopping).succeedsWithin(PATIENCE);
    }

    @Test
    void whatTakesLongerThanTheGraceIsLost() {
        var answer = dispatch();

        assertThat(stop(0)).succeedsWithin(PATIENCE);

        assertThat(answer).succeedsWithin(PATIENCE);
        assertThat(answer.join().error().code()).isEqualTo("lost");
        assertThat(closed).isCompletedWithValue(CloseCode.GOING_AWAY);
    }

    private CompletableFuture<Result> dispatch() {
        var call = new Call("1", "list_folder", null, null, null);
        return dispatcher.dispatch(DEVICE, call).toCompletableFuture();
    }

    private CompletableFuture<Void> stop(int graceSeconds) {
        var farewell = new Farewell(dispatcher, open, new Config(graceSeconds));
        return CompletableFuture.runAsync(
                () -> farewell.stopping(new ShutdownEvent()), Thread::startVirtualThread);
    }

    private <F extends ServerFrame> F next(Class<F> kind) throws InterruptedException {
        while (true) {
            var frame = sent.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(frame).as("a %s", kind.getSimpleName()).isNotNull();
            if (kind.isInstance(frame)) return kind.cast(frame);
        }
    }

    /// Answers a close as a device would.
    private final class Socket implements Outlet {
        @Override
        public void send(String text) {
            sent.add(codec.serverFrame(text));
        }

        @Override
        public void close(int code) {
            open.remove(stream);
            closed.complete(code);
        }

        @Override
        public boolean isStuck() {
            return false;
        }
    }

    private static final class Nobody implements Attendance {
        @Override
        public void arrived(Hello hello) {}

        @Override
        public void left(String deviceId) {}
    }

    private record Config(int drainSeconds) implements ServerConfig {
        @Override
        public Path data() {
            return Path.of("unused");
        }

        @Override
        public Optional<String> operatorKey() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> publicUrl() {
            return Optional.empty();
        }

        @Override
        public int heartbeatSeconds() {
            return 15;
        }
    }
}
