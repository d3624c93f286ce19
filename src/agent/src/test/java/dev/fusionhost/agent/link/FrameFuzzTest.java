package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever text comes, a stream goes on: frames that were changed at random, and random text.
class FrameFuzzTest {
    private static final List<String> FRAMES =
            List.of(
                    "{\"type\":\"welcome\",\"sessionId\":\"s\",\"heartbeatSeconds\":15,\"settled\":[\"a\",\"b\"]}",
                    "{\"type\":\"call\",\"callId\":\"c1\",\"tool\":\"t\",\"input\":{\"path\":\"/a\",\"n\":[1,2.5e3,null]},\"mode\":\"apply\",\"timeoutSeconds\":30}",
                    "{\"callId\":\"c2\",\"tool\":\"t\",\"input\":{}}",
                    "{\"type\":\"cancel\",\"callId\":\"c1\"}",
                    "{\"type\":\"settled\",\"callId\":\"c1\"}",
                    "{\"type\":\"drain\",\"graceSeconds\":5}");
    private static final String PIECES =
            "{}[]\":,\\0123456789eE.+-truefalsn \t\n\r\u0000\u00e9\ud83d\ude00\ud800typecallIdtool";

    private final Stream stream = new Stream(new FrameCodec(), new Deaf(), System::nanoTime);

    @Test
    void twentyThousandTextsEndNothing() {
        fuzz(20_000);
    }

    @Test
    @Tag("soak")
    void aMillionTextsEndNothing() {
        fuzz(1_000_000);
    }

    private void fuzz(int count) {
        var seed = ThreadLocalRandom.current().nextLong();
        var random = new Random(seed);
        stream.opened(new Nowhere());
        for (int i = 0; i < count; i++) {
            var text = random.nextInt(4) == 0 ? noise(random) : changed(random);
            try {
                stream.received(text);
            } catch (RuntimeException | Error failed) {
                throw new AssertionError("text %d of seed %d: %s".formatted(i, seed, text), failed);
            }
        }
        assertThat(stream.send(new HostFrame.Bye("still here"))).isTrue();
    }

    private static String noise(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(200); length > 0; length--)
            text.append(PIECES.charAt(random.nextInt(PIECES.length())));
        return text.toString();
    }

    private static String changed(Random random) {
        var text = new StringBuilder(FRAMES.get(random.nextInt(FRAMES.size())));
        for (int changes = random.nextInt(5); changes >= 0; changes--) {
            var at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> text.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
                default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
            }
            if (text.isEmpty()) text.append('{');
        }
        return text.toString();
    }

    private static final class Deaf implements FrameHandler {
        @Override
        public HostFrame.Hello hello() {
            return new HostFrame.Hello(
                    1, "d1", null, null, null, List.of(), HostLimits.DEFAULT, List.of(), List.of());
        }

        @Override
        public void opened(Outlet outlet) {}

        @Override
        public void welcomed(List<String> settled, boolean settles) {}

        @Override
        public void received(ServerFrame frame) {}

        @Override
        public void closed(Outlet outlet) {}

        @Override
        public boolean idle() {
            return true;
        }
    }

    private static final class Nowhere implements Transport {
        @Override
        public void send(String text, Progress progress) {
            progress.written();
        }

        @Override
        public void ping() {}

        @Override
        public void close(int code) {}
    }
}
