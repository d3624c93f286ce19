package dev.fusionhost.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.link.LinkState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir Path home;

    private Instant now = START;
    private StatusFile file;

    @BeforeEach
    void open() {
        var origin = Origin.parse("https://pulsn.internal", false);
        file = new StatusFile(home, origin, "bench", () -> now);
    }

    @Test
    void itTellsWhatTheHostDoes() {
        file.tellOf(new Work(31, 2, 3));
        file.is(new LinkState.Online());

        assertThat(status().details())
                .containsExactly(
                        "device: d-1",
                        "tools: 31",
                        "calls at work: 2",
                        "results that the server has yet to take: 3");
    }

    @Test
    void theLastContactIsWrittenEveryHalfMinuteAtMost() {
        file.is(new LinkState.Online());
        after(29).heard(Duration.ofSeconds(4));
        assertThat(status().lastContact()).isNull();

        after(1).heard(Duration.ofSeconds(5));
        assertThat(status().lastContact()).isEqualTo(START.plusSeconds(25));
        assertThat(status().since()).isEqualTo(START);
    }

    @Test
    void theLastContactIsKnownToOneThatWaits() {
        file.is(new LinkState.Online());
        after(3).heard(Duration.ZERO);
        file.is(new LinkState.Waiting(now.plusSeconds(60), "Nothing came"));

        assertThat(status().lastContact()).isEqualTo(START.plusSeconds(3));
        assertThat(status().state()).isEqualTo(Status.State.WAITING);
    }

    @Test
    void aFileOfAnEarlierVersionTellsLess() {
        file.is(new LinkState.Connecting());
        assertThat(status().details()).isEmpty();
    }

    private StatusFile after(int seconds) {
        now = now.plusSeconds(seconds);
        return file;
    }

    private Status status() {
        return StatusFile.read(home).orElseThrow();
    }

    private record Work(int tools, int atWork, int kept) implements StatusFile.Work {
        @Override
        public String deviceId() {
            return "d-1";
        }
    }
}
