package dev.fusionhost.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.link.LinkState;
import dev.fusionhost.agent.link.LinkWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnlockingTest implements LinkWatch {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final List<LinkState.Waiting> waits = new ArrayList<>();
    private int alive;
    private Duration slept = Duration.ZERO;

    @Test
    void whatIsOpenIsNotWaitedFor() {
        assertThat(unlocking().await(Optional::empty)).isTrue();
        assertThat(waits).isEmpty();
    }

    @Test
    void whatIsLockedIsAskedForLessAndLessOften() {
        var asked = new AtomicInteger();
        assertThat(
                        unlocking()
                                .await(
                                        () ->
                                                asked.incrementAndGet() < 9
                                                        ? Optional.of("It is locked; unlock it.")
                                                        : Optional.empty()))
                .isTrue();
        assertThat(waits.stream().map(wait -> Duration.between(NOW, wait.until()).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(waits.getFirst().why()).isEqualTo("It is locked; unlock it");
        assertThat(alive).isEqualTo((int) slept.toSeconds()).isEqualTo(121);
    }

    @Test
    void whoIsStoppedDoesNotWaitForIt() {
        var unlocking =
                new Unlocking(
                        this,
                        () -> NOW,
                        _ -> {
                            throw new InterruptedException();
                        });
        assertThat(unlocking.await(() -> Optional.of("It is locked."))).isFalse();
    }

    private Unlocking unlocking() {
        return new Unlocking(this, () -> NOW, time -> slept = slept.plus(time));
    }

    @Override
    public void is(LinkState state) {
        waits.add((LinkState.Waiting) state);
    }

    @Override
    public void alive() {
        alive++;
    }
}
