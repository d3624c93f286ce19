package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a stream tells its handler, and in which order.
class StreamTest {
    private final List<String> story = new ArrayList<>();
    private final Stream stream = new Stream(new FrameCodec(), new Told(), System::nanoTime);

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
            return true;
        }
    }

    private final class Wire implements Transport {
        @Override
        public void send(String text, Consumer<@Nullable Throwable> done) {
            story.add(text.contains("\"hello\"") ? "sent hello" : "sent " + text);
            done.accept(null);
        }

        @Override
        public void ping() {}

        @Override
        public void close(int code) {}
    }
}
