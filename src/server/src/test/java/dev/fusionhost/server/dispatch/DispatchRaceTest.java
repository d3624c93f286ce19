package dev.fusionhost.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Two things at the same moment, over and over.
class DispatchRaceTest {
    private static final String DEVICE = "device-1";
    private static final int ROUNDS = 2_000;

    private final HostDispatcher dispatcher = new HostDispatcher((_, _) -> () -> {});

    @Test
    void aDeviceThatComesAsItIsDroppedIsEitherThereOrClosed() {
        for (var round = 0; round < ROUNDS; round++) {
            var way = new Way();
            dispatcher.connect(DEVICE, new Way());
            together(() -> dispatcher.connect(DEVICE, way), () -> dispatcher.drop(DEVICE));

            assertThat(dispatcher.isOnline(DEVICE)).isNotEqualTo(way.isClosed);
            dispatcher.drop(DEVICE);
            assertThat(way.isClosed).isTrue();
        }
        assertThat(dispatcher.size()).isZero();
    }

    @Test
    void aCallThatIsDispatchedAsItsDeviceIsDroppedHasAnAnswer() {
        for (var round = 0; round < ROUNDS; round++) {
            var call = new Call("call-" + round, "t", null, null, null);
            var answer = new AtomicReference<CompletableFuture<Result>>();
            dispatcher.connect(DEVICE, new Way());
            together(
                    () -> answer.set(dispatcher.dispatch(DEVICE, call).toCompletableFuture()),
                    () -> dispatcher.drop(DEVICE));

            assertThat(answer.get()).isDone();
        }
    }

    private static void together(Runnable one, Runnable other) {
        var barrier = new CyclicBarrier(2);
        var first = CompletableFuture.runAsync(() -> at(barrier, one), Thread::startVirtualThread);
        at(barrier, other);
        first.join();
    }

    private static void at(CyclicBarrier barrier, Runnable work) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
        work.run();
    }

    private static final class Way implements HostSink {
        private volatile boolean isClosed;

        @Override
        public void send(ServerFrame frame) {}

        @Override
        public void close(int code) {
            isClosed = true;
        }
    }
}
