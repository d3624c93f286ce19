package dev.fusionhost.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.server.MovableClock;
import dev.fusionhost.server.proof.Judgement.Proven;
import dev.fusionhost.server.proof.SeenProofs.Use;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeenProofsTest {
    private final MovableClock clock = new MovableClock();
    private final SeenProofs seen = new SeenProofs(clock);

    @Test
    void aProofIsUsedOnce() {
        assertThat(seen.use(proof("key", "1"))).isEqualTo(Use.FIRST);
        assertThat(seen.use(proof("key", "1"))).isEqualTo(Use.AGAIN);
        assertThat(seen.use(proof("key", "2"))).isEqualTo(Use.FIRST);
        assertThat(seen.use(proof("another key", "1"))).isEqualTo(Use.FIRST);
    }

    @Test
    void nothingIsForgottenBeforeItsTimeAndEverythingAfterIt() {
        var early = proof("key", "1");
        seen.use(early);
        clock.forward(Duration.ofMinutes(4));
        seen.use(proof("key", "2"));
        assertThat(seen.use(early)).isEqualTo(Use.AGAIN);

        clock.forward(Duration.ofMinutes(2));
        seen.use(proof("key", "3"));
        assertThat(seen.size()).isEqualTo(2);
        clock.forward(Duration.ofMinutes(10));
        seen.use(proof("key", "4"));
        assertThat(seen.size()).isEqualTo(1);
    }

    @Test
    void aDeviceHasItsShareAndNoMore() {
        for (var i = 0; i < SeenProofs.MOST_OF_ONE; i++) seen.use(proof("key", "n" + i));

        assertThat(seen.use(proof("key", "one more"))).isEqualTo(Use.TOO_MANY);
        assertThat(seen.use(proof("key", "n0"))).as("still known").isEqualTo(Use.AGAIN);
        assertThat(seen.use(proof("another key", "1"))).isEqualTo(Use.FIRST);
        clock.forward(Duration.ofMinutes(6));
        assertThat(seen.use(proof("key", "one more"))).isEqualTo(Use.FIRST);
    }

    private Proven proof(String jkt, String jti) {
        return new Proven(jkt, jti, clock.instant().plus(Duration.ofMinutes(5)));
    }
}
