package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.testing.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a stream tells its handler, and in which order.
class StreamTest {
    private final List<String> story = new ArrayList<>();
    private final FakeClock clock = new FakeClock();
    private final Stream stream = new Stream(new FrameCodec(), new Told(), clock::nanoTime);
    private boolean idle = true;
    private boolean reads = true;
    private Transport.Progress underWay;

    @Test
    void whatComesBeforeTheHelloIsOutIsTakenAfterIt() {
        stream.received("{\"callId\":\"c1\",\"tool\":\"t\"}");
        stream.received("{\"type\":\"welcome\",\"sessionId\":\"s1\"}");
        stream.opened(new Wire());
        stream.received("{\"type\":\"settled\",\"callId\":\"c1\"}");
        assertThat(story)
                .containsExactly("sent hello", "opened", "Call", "welcomed true", "Settled");
    }

    @Test
    void aStreamThatIsLostBeforeItIsOpenIsClosedForItsHandler() {
        stream.lost(new Loss.Closed(CloseCode.ABNORMAL));
        stream.opened(new Wire());
        assertThat(story).endsWith("opened", "closed");
    }

    @Test
    void aPeerThatIsNotHeardForTwoAndAHalfHeartbeatsIsDead() throws Exception {
        stream.opened(new Wire());
        stream.received("{\"type\":\"welcome\",\"sessionId\":\"s1\",\"heartbeatSeconds\":10}");
        pass(24);
        assertThat(stream.awaitLoss(Duration.ZERO)).isNull();
        assertThat(story).filteredOn("ping"::equals).hasSize(2);
        pass(1);
        assertThat(stream.awaitLoss(Duration.ZERO)).isEqualTo(new Loss.Silent());
    }

    @Test
    void aPeerThatAnswersPingsLivesForEver() throws Exception {
        stream.opened(new Wire());
        for (int minutes = 0; minutes < 60; minutes++) {
            pass(15);
            stream.heard();
        }
        assertThat(stream.awaitLoss(Duration.ZERO)).isNull();
    }

    @Test
    void aPeerThatDoesNotReadIsLeftAfterTenSeconds() throws Exception {
        reads = false;
        stream.opened(new Wire());
        pass(9);
        stream.heard();
        assertThat(stream.awaitLoss(Duration.ZERO)).isNull();
        pass(1);
        assertThat(stream.awaitLoss(Duration.ZERO)).isEqualTo(new Loss.Stuck());
    }

    @Test
    void aMessageMayTakeAsLongAsItTakesWhileItMoves() throws Exception {
        reads = false;
        stream.opened(new Wire());
        for (int i = 0; i < 10; i++) {
            pass(9);
            stream.heard();
            underWay.moved();
        }
        assertThat(stream.awaitLoss(Duration.ZERO)).isNull();
        underWay.written();
        pass(20);
        assertThat(stream.awaitLoss(Duration.ZERO)).isNull();
    }

    @Test
    void whatIsSentToAPeerThatDoesNotReadIsBounded() throws Exception {
        reads = false;
        stream.opened(new Wire());
        var large = new HostFrame.Bye("x".repeat(8 * 1024 * 1024));
        for (int i = 0; i < 4; i++) stream.send(large);
        assertThat(stream.awaitLoss(Duration.ZERO)).isEqualTo(new Loss.Stuck());
        assertThat(stream.send(large)).isFalse();
        assertThat(stream.sendInTurn(large, () -> {}))
                .as("nobody waits for a stream that ended")
                .isFalse();
    }

    @Test
    void aDoubtfulPeerHasFiveSecondsToAnswer() throws Exception {
        stream.opened(new Wire());
        stream.probe();
        clock.advance(Duration.ofSeconds(1));
        stream.heard();
        pass(5);
        assertThat(stream.awaitLoss(Duration.ZERO)).isNull();
        stream.probe();
        pass(5);
        assertThat(stream.awaitLoss(Duration.ZERO)).isEqualTo(new Loss.Silent());
    }

    @Test
    void aDrainEndsTheStreamWhenNothingIsAtWorkOrItsGraceIsOver() throws Exception {
        stream.opened(new Wire());
        idle = false;
        stream.received("{\"type\":\"drain\",\"graceSeconds\":20}");
        pass(19);
        assertThat(stream.awaitLoss(Duration.ZERO)).isNull();
        pass(1);
        assertThat(stream.awaitLoss(Duration.ZERO)).isEqualTo(new Loss.Drained());
        assertThat(story).contains("sent {\"type\":\"bye\",\"reason\":\"drain\"}");
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            stream.watch();
        }
    }

    private final class Told implements FrameHandler {
        @Override
        public HostFrame.Hello hello() {
            return new HostFrame.Hello(
                    1, "d1", null, null, null, List.of(), HostLimits.DEFAULT, List.of(), List.of());
        }

        @Override
        public void opened(Outlet outlet) {
            story.add("opened");
        }

        @Override
        public void welcomed(List<String> settled, boolean settles) {
            story.add("welcomed " + settles);
        }

        @Override
        public void received(ServerFrame frame) {
            story.add(frame.getClass().getSimpleName());
        }

        @Override
        public void closed(Outlet outlet) {
            story.add("closed");
        }

        @Override
        public boolean idle() {
            return idle;
        }
    }

    private final class Wire implements Transport {
        @Override
        public void send(String text, Progress progress) {
            story.add(text.contains("\"hello\"") ? "sent hello" : "sent " + text);
            if (reads) progress.written();
            else underWay = progress;
        }

        @Override
        public void ping() {
            story.add("ping");
        }

        @Override
        public void close(int code) {}
    }
}
