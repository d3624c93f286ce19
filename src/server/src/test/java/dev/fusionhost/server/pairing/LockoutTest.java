package dev.fusionhost.server.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.server.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockoutTest {
    private final MovableClock clock = new MovableClock();
    private final Lockout lockout = new Lockout(clock);

    @Test
    void fiveWrongTriesLockAnAddressOutForTenMinutes() {
        wrong(4);
        assertThat(lockout.remaining("a")).isEmpty();
        wrong(1);

        assertThat(lockout.remaining("a"))
                .hasValueSatisfying(
                        wait ->
                                assertThat(wait)
                                        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
        assertThat(lockout.remaining("b")).as("another address").isEmpty();

        clock.forward(Duration.ofMinutes(10));
        assertThat(lockout.remaining("a")).isEmpty();
    }

    @Test
    void wrongTriesAreForgottenAfterTenQuietMinutes() {
        wrong(4);
        clock.forward(Duration.ofMinutes(10));
        wrong(4);

        assertThat(lockout.remaining("a")).isEmpty();
    }

    @Test
    void addressesAreForgottenBeforeTheyCostMuch() {
        wrong(5);
        for (var i = 0; i < 10_000; i++) lockout.wrong("address-" + i);

        assertThat(lockout.remaining("a")).isEmpty();
    }

    private void wrong(int times) {
        for (var i = 0; i < times; i++) lockout.wrong("a");
    }
}
