package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    private static final Verdict TRANSIENT = new Verdict.Backoff(Duration.ZERO);

    /// Chance that always draws the longest pause.
    private static final RandomGenerator UNLUCKY =
            new RandomGenerator() {
                @Override
                public long nextLong() {
                    return 0;
                }

                @Override
                public long nextLong(long bound) {
                    return bound;
                }
            };

    private final AtomicLong now = new AtomicLong();
    private final Pacing pacing = new Pacing(UNLUCKY, now::get);

    @Test
    void pausesDoubleWithTheTimeThatTheServerIsGoneUpToAMinute() {
        var bounds = new LinkedHashSet<Long>();
        for (int seconds = 0; seconds < 300; seconds++) {
            assertThat(pause(TRANSIENT, 0)).isLessThanOrEqualTo(Math.max(1_000, seconds * 500L));
            bounds.add(pause(TRANSIENT, 0));
            pass(1);
        }
        assertThat(bounds)
                .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L);
    }

    @Test
    void onlyAStreamThatHeldStartsThemOver() {
        pass(70);
        pass(59);
        assertThat(pause(TRANSIENT, 59)).isEqualTo(32_000);
        pass(60);
        assertThat(pause(TRANSIENT, 60)).isEqualTo(1_000);
    }

    @Test
    void theTimeOfAStreamIsNoTimeWithoutOne() {
        for (int flaps = 0; flaps < 3; flaps++) {
            pass(50);
            assertThat(pause(TRANSIENT, 50)).isEqualTo(1_000);
            pass(1);
        }
    }

    @Test
    void theyStartOverInNewSurroundings() {
        pass(70);
        pacing.startOver();
        assertThat(pause(TRANSIENT, 0)).isEqualTo(1_000);
    }

    @Test
    void aFloorComesOnTop() {
        assertThat(pause(new Verdict.Backoff(Duration.ofSeconds(30)), 0)).isEqualTo(31_000);
    }

    @Test
    void aServerThatNamesATimeGetsItAndUpToAQuarterMore() {
        assertThat(pause(new Verdict.Later(Duration.ofMinutes(2)), 0)).isEqualTo(150_000);
    }

    @Test
    void aPlannedLossComesBackWithinItsTime() {
        assertThat(pause(new Verdict.Soon(Duration.ofSeconds(5)), 0)).isEqualTo(5_000);
    }

    @Test
    void aServerThatAlwaysSendsUsAwaySoonMeetsGrowingPauses() {
        pass(200);
        assertThat(pause(new Verdict.Later(Duration.ZERO), 0)).isEqualTo(60_000);
        assertThat(pause(new Verdict.Soon(Duration.ofSeconds(5)), 0)).isEqualTo(60_000);
    }

    @Test
    void aDoubtIsAskedAgainAMinuteLater() {
        assertThat(pause(new Verdict.Doubt(), 0)).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 30, 60, 300})
    void tenThousandHostsThatLostOneServerDoNotComeBackInOneMoment(int downSeconds) {
        var random = new Random(42);
        var back = new int[180];
        var last = 0;
        for (int i = 0; i < 10_000; i++) {
            var at = new AtomicLong();
            var host = new Pacing(random, at::get);
            while (at.get() < Duration.ofSeconds(downSeconds).toNanos())
                at.addAndGet(host.next(TRANSIENT, Duration.ZERO).toNanos());
            var second = (int) Duration.ofNanos(at.get()).toSeconds() - downSeconds;
            back[second]++;
            last = Math.max(last, second);
        }
        var attempts = Arrays.stream(back, 0, last + 1).summaryStatistics();
        assertThat((double) attempts.getMax()).isLessThan(3 * attempts.getAverage());
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private long pause(Verdict verdict, int heldSeconds) {
        return pacing.next(verdict, Duration.ofSeconds(heldSeconds)).toMillis();
    }
}
