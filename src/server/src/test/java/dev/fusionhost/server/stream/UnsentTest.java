package dev.fusionhost.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnsentTest {
    private static final int MIB = 1024 * 1024;

    private long now = Long.MAX_VALUE - 5;
    private final Unsent unsent = new Unsent(() -> now);

    @Test
    void aDeviceThatReadsIsNeverStuck() {
        for (var i = 0; i < 10_000; i++) {
            assertThat(unsent.admits(MIB)).isTrue();
            unsent.left(MIB);
        }
        pass(Duration.ofHours(1));

        assertThat(unsent.isStuck()).isFalse();
    }

    @Test
    void nothingThatMovesForTenSecondsIsStuck() {
        unsent.admits(1);
        pass(Unsent.SEND_DEADLINE);
        assertThat(unsent.isStuck()).isFalse();
        pass(Duration.ofNanos(1));

        assertThat(unsent.isStuck()).isTrue();
    }

    @Test
    void aSlowDeviceThatTakesAFrameNowAndThenIsNotStuck() {
        for (var i = 0; i < 10; i++) unsent.admits(1);
        for (var i = 0; i < 9; i++) {
            pass(Duration.ofSeconds(9));
            unsent.left(1);
        }

        assertThat(unsent.isStuck()).isFalse();
    }

    @Test
    void anIdleHourDoesNotCountAgainstTheFirstFrameAfterIt() {
        pass(Duration.ofHours(1));
        unsent.admits(1);

        assertThat(unsent.isStuck()).isFalse();
    }

    @Test
    void fourOfTheLargestMessagesFitAndNotOneMore() {
        for (var i = 0; i < 4; i++) assertThat(unsent.admits(8 * MIB)).isTrue();
        assertThat(unsent.admits(1)).isFalse();
        assertThat(unsent.isStuck()).as("it may be just slow").isFalse();

        unsent.left(8 * MIB);
        assertThat(unsent.admits(1)).isTrue();
    }

    @Test
    void tooManyFramesAreStuck() {
        for (var i = 0; i <= Unsent.MOST_FRAMES; i++) assertThat(unsent.admits(1)).isTrue();

        assertThat(unsent.admits(1)).isFalse();
        assertThat(unsent.isStuck()).isTrue();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
