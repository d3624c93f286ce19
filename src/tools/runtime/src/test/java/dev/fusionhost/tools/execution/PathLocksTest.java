package dev.fusionhost.tools.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PathLocksTest {
    private final PathLocks locks = new PathLocks();

    @Test
    void whatDoesNotTouchIsTakenAtOnce() throws Exception {
        try (var _ = locks.take(List.of("/r/a", "/r/b/c"));
                var _ = locks.take(List.of("/r/ab", "/r/b/cc", "/r/b/d"));
                var _ = locks.take(List.of())) {
            assertThat(locks).isNotNull();
        }
    }

    @Test
    void thePathItselfAndWhatIsAboveAndBelowWaits() throws Exception {
        for (var path : new String[] {"/r/a", "/r", "/r/a/b/c"}) {
            var order = new CompletableFuture<String>();
            var started = new CountDownLatch(1);
            Thread other;
            try (var _ = locks.take(List.of("/r/a"))) {
                other = Thread.ofVirtual().start(() -> take(path, started, order));
                assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
                order.complete("held first");
            }
            other.join();
            assertThat(order.get()).as(path).isEqualTo("held first");
        }
    }

    private void take(String path, CountDownLatch started, CompletableFuture<String> order) {
        started.countDown();
        try (var _ = locks.take(List.of(path))) {
            order.complete("taken at once");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
