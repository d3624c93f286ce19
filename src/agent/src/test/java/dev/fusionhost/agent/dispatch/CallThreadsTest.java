package dev.fusionhost.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallThreadsTest {
    @Test
    void toolsThatNeverEndAreBounded() throws Exception {
        var never = new CountDownLatch(1);
        var began = new CountDownLatch(50);
        try (var threads = new CallThreads(2)) {
            for (int i = 0; i < 50; i++)
                threads.execute(
                        () -> {
                            began.countDown();
                            awaitDeafly(never);
                        });
            assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> threads.execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class);
        } finally {
            never.countDown();
        }
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // Deaf.
            }
        }
    }
}
