package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

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

    private final Pacing pacing = new Pacing(UNLUCKY);

    @Test
    void pausesDoubleAfterFourTriesUpToAMinute() {
        for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60})
            for (int tries = 0; tries < 4; tries++)
                assertThat(pause(TRANSIENT, 0)).isEqualTo(seconds * 1_000L);
    }

    @Test
    void onlyAStreamThatHeldStartsThemOver() {
        for (int tries = 0; tries < 8; tries++) pause(TRANSIENT, 0);
        assertThat(pause(TRANSIENT, 59)).isEqualTo(4_000);
        assertThat(pause(TRANSIENT, 60)).isEqualTo(1_000);
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
        for (int tries = 0; tries < 28; tries++) pause(new Verdict.Later(Duration.ZERO), 0);
        assertThat(pause(new Verdict.Later(Duration.ZERO), 0)).isEqualTo(60_000);
        assertThat(pause(new Verdict.Soon(Duration.ofSeconds(5)), 0)).isEqualTo(60_000);
    }

    @Test
    void aDoubtIsAskedAgainAMinuteLater() {
        assertThat(pause(new Verdict.Doubt(), 0)).isEqualTo(60_000);
    }

    @Test
    void tenThousandHostsThatLostOneServerDoNotComeBackInOneMoment() {
        var random = new Random(42);
        var attempts = new int[240];
        var lastBack = 0L;
        var downMillis = 30_000L;
        for (int i = 0; i < 10_000; i++) {
            var host = new Pacing(random);
            var at = 0L;
            while (at < downMillis) {
                at += host.next(TRANSIENT, Duration.ZERO).toMillis();
                attempts[(int) (at / 1_000)]++;
            }
            lastBack = Math.max(lastBack, at);
        }
        assertThat(lastBack - downMillis).isLessThan(180_000);
        // From the second in which the server is back until all are.
        var back = Arrays.stream(attempts, 30, (int) (lastBack / 1_000) + 1);
        var arrivals = back.summaryStatistics();
        assertThat(arrivals.getMax()).isLessThan(10_000 / 3);
    }

    private long pause(Verdict verdict, int heldSeconds) {
        return pacing.next(verdict, Duration.ofSeconds(heldSeconds)).toMillis();
    }
}
