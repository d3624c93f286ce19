package dev.fusionhost.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallWatchTest {
    @Test
    void aLookThatFailsIsFollowedByTheNext() throws InterruptedException {
        var looks = new AtomicInteger();
        var second = new CountDownLatch(1);
        try (var watch =
                new CallWatch(
                        () -> {
                            if (looks.incrementAndGet() == 1)
                                throw new IllegalStateException("one look goes wrong");
                            second.countDown();
                            return false;
                        })) {
            watch.wake();
            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
