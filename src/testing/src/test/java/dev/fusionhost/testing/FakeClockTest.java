package dev.fusionhost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FakeClockTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeClock clock = new FakeClock();

    @Test
    void timeStandsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(NEW_YEAR);
        assertThat(clock.nanoTime()).isZero();

        clock.advance(Duration.ofMillis(1_500));

        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:01.500Z");
        assertThat(clock.nanoTime()).isEqualTo(1_500_000_000);
    }

    @Test
    void aJumpOfTheWallClockIsNotTimePassing() {
        clock.jump(Duration.ofHours(-2));

        assertThat(clock.instant()).isEqualTo(NEW_YEAR.minus(Duration.ofHours(2)));
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void aClockOfAnotherZoneIsTheSameClock() {
        var stockholm = clock.withZone(ZoneId.of("Europe/Stockholm"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(stockholm.instant()).isEqualTo(clock.instant());
        assertThat(stockholm.getZone()).isEqualTo(ZoneId.of("Europe/Stockholm"));
    }

    @Test
    void timeDoesntPassBackwards() {
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
