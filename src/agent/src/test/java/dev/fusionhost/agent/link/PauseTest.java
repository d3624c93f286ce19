package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.link.Surroundings.Change;
import dev.fusionhost.testing.FakeClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final FakeClock clock = new FakeClock();
    private final Surroundings surroundings = new Surroundings(clock, clock::nanoTime, Set::of);

    @Test
    void itLastsAsLongAsItIsToldToTheMillisecond() throws Exception {
        var pause = new Pause(surroundings, clock::nanoTime, clock::advance);
        assertThat(pause.take(Duration.ofMillis(3_250), _ -> false)).isTrue();
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofMillis(3_250).toNanos());
    }

    @Test
    void aMachineThatWakesUpTriesAtOnce() throws Exception {
        var pause = new Pause(surroundings, clock::nanoTime, this::sleepEightHoursAtTheThirdSecond);
        assertThat(pause.take(Duration.ofHours(1), change -> change == Change.SLEPT)).isFalse();
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void aWaitThatNothingEndsLastsThroughASleep() throws Exception {
        var pause = new Pause(surroundings, clock::nanoTime, this::sleepEightHoursAtTheThirdSecond);
        assertThat(pause.take(Duration.ofMinutes(1), _ -> false)).isTrue();
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void itEndsWhenItsThreadIsInterrupted() {
        var pause = new Pause(surroundings, clock::nanoTime, Thread::sleep);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pause.take(Duration.ofHours(1), _ -> false))
                .isInstanceOf(InterruptedException.class);
    }

    private void sleepEightHoursAtTheThirdSecond(Duration nap) {
        clock.advance(nap);
        if (clock.nanoTime() == Duration.ofSeconds(3).toNanos()) clock.jump(Duration.ofHours(8));
    }
}
