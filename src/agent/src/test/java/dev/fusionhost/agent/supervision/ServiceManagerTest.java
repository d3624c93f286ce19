package dev.fusionhost.agent.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fusionhost.agent.link.LinkState;
import dev.fusionhost.testing.FakeClock;
import dev.fusionhost.testing.NoticeBoard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What systemd hears, on sockets of the kind that it listens to.
@EnabledOnOs(OS.LINUX)
class ServiceManagerTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();

    @Test
    void readyIsSaidOnceAndHowItGoesEachTime(@TempDir Path folder) {
        var path = folder.resolve("notify").toString();
        try (var board = new NoticeBoard(path)) {
            var manager = manager(Map.of("NOTIFY_SOCKET", path));
            manager.is(new LinkState.Connecting());
            assertThat(board.awaitNotice(0, SOON)).isEqualTo("STATUS=Connecting");
            manager.is(new LinkState.Online());
            assertThat(board.awaitNotice(1, SOON)).isEqualTo("READY=1\nSTATUS=Online");
            manager.is(new LinkState.Waiting(clock.instant(), "The server\nREADY=1 is gone"));
            assertThat(board.awaitNotice(2, SOON))
                    .isEqualTo(
                            "STATUS=Waiting until %s: The server READY=1 is gone"
                                    .formatted(clock.instant()));
            manager.is(new LinkState.Draining());
            assertThat(board.awaitNotice(3, SOON))
                    .isEqualTo("STOPPING=1\nSTATUS=Finishing the calls at work");
        }
    }

    @Test
    void aHostThatWaitsForItsServerIsReady(@TempDir Path folder) {
        var path = folder.resolve("notify").toString();
        try (var board = new NoticeBoard(path)) {
            manager(Map.of("NOTIFY_SOCKET", path))
                    .is(new LinkState.Waiting(clock.instant(), "No answer"));
            assertThat(board.awaitNotice(0, SOON))
                    .isEqualTo(
                            "READY=1\nSTATUS=Waiting until %s: No answer"
                                    .formatted(clock.instant()));
        }
    }

    @Test
    void theWatchdogIsFedAtHalfItsTimeAndNotBefore() {
        var name = "@fusion-host-" + UUID.randomUUID();
        try (var board = new NoticeBoard(name)) {
            var manager = manager(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "20000000"));
            for (int second = 0; second <= 20; second++) {
                manager.alive();
                clock.advance(Duration.ofSeconds(1));
            }
            manager.is(new LinkState.Draining());
            for (int fed = 0; fed < 3; fed++)
                assertThat(board.awaitNotice(fed, SOON)).isEqualTo("WATCHDOG=1");
            assertThat(board.awaitNotice(3, SOON))
                    .isEqualTo("STOPPING=1\nSTATUS=Finishing the calls at work");
        }
    }

    @Test
    void aWatchdogOfAnotherProcessIsNotFed() {
        var name = "@fusion-host-" + UUID.randomUUID();
        try (var board = new NoticeBoard(name)) {
            var manager =
                    manager(
                            Map.of(
                                    "NOTIFY_SOCKET", name,
                                    "WATCHDOG_USEC", "20000000",
                                    "WATCHDOG_PID", "1"));
            manager.alive();
            manager.is(new LinkState.Online());
            assertThat(board.awaitNotice(0, SOON)).isEqualTo("READY=1\nSTATUS=Online");
        }
    }

    @Test
    void whereNobodyListensNothingHappens(@TempDir Path folder) {
        for (var name : new String[] {"", "vsock:2:1", folder.resolve("gone").toString()})
            assertThatCode(
                            () -> {
                                var manager = manager(Map.of("NOTIFY_SOCKET", name));
                                manager.is(new LinkState.Online());
                                manager.alive();
                            })
                    .doesNotThrowAnyException();
    }

    private ServiceManager manager(Map<String, String> environment) {
        return ServiceManager.of(environment::get, clock::nanoTime);
    }
}
