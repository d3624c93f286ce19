package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.link.Surroundings.Change;
import dev.fusionhost.testing.FakeClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private final FakeClock clock = new FakeClock();
    private Set<String> addresses = Set.of("192.0.2.1");
    private final Surroundings surroundings =
            new Surroundings(clock, clock::nanoTime, () -> addresses);

    @Test
    void nothingHappensWhileTimePasses() {
        clock.advance(Duration.ofHours(8));
        assertThat(surroundings.look()).isEqualTo(Change.NONE);
    }

    @Test
    void aSleepIsNoticedOnce() {
        // The monotonic clock stands while the machine sleeps.
        clock.jump(Duration.ofMinutes(1));
        assertThat(surroundings.look()).isEqualTo(Change.SLEPT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(surroundings.look()).isEqualTo(Change.NONE);
    }

    @Test
    void aClockThatIsSetBackOrCorrectedIsNoSleep() {
        clock.jump(Duration.ofHours(-2));
        assertThat(surroundings.look()).isEqualTo(Change.NONE);
        clock.jump(Duration.ofSeconds(2));
        assertThat(surroundings.look()).isEqualTo(Change.NONE);
    }

    @Test
    void anotherNetworkIsNoticedWithinSeconds() {
        addresses = Set.of("198.51.100.7");
        assertThat(surroundings.look()).isEqualTo(Change.NONE);
        clock.advance(Duration.ofSeconds(5));
        assertThat(surroundings.look()).isEqualTo(Change.MOVED);
        clock.advance(Duration.ofSeconds(5));
        assertThat(surroundings.look()).isEqualTo(Change.NONE);
    }

    @Test
    void thisMachinesAddressesDoNotChangeByLooking() {
        assertThat(Surroundings.addressesOfThisMachine())
                .isEqualTo(Surroundings.addressesOfThisMachine());
    }
}
