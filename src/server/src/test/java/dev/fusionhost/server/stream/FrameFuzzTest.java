package dev.fusionhost.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.server.dispatch.HostDispatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Texts that are almost frames. Whatever comes, the stream stays open or is closed with a reason
/// of the protocol; 1011 would be a defect of ours, and an exception the end of the event loop's
/// turn.
class FrameFuzzTest {
    private static final String DEVICE = "device-1";
    private static final Set<Integer> REASONS = Set.of(1002, 1007, 1008, 4426);

    private static final String HELLO =
            """
            {"type":"hello","protocol":1,"deviceId":"device-1","bootId":"b","name":"n",\
            "agent":{"name":"a","version":"1","os":"linux","arch":"amd64"},\
            "tools":[{"name":"t","description":"d","kind":"read","inputSchema":{"type":"object"}}],\
            "limits":{"maxInFlight":16,"maxMessageBytes":8388608},"running":["1"],"unsettled":["2"]}\
            """;

    private static final List<String> SEEDS =
            List.of(
                    HELLO,
                    "{\"type\":\"ack\",\"callId\":\"1\",\"state\":\"accepted\"}",
                    "{\"type\":\"ack\",\"callId\":\"1\",\"state\":\"rejected\",\"code\":\"busy\"}",
                    "{\"type\":\"progress\",\"callId\":\"1\",\"done\":1,\"total\":2,\"message\":\"m\"}",
                    "{\"type\":\"result\",\"callId\":\"1\",\"ok\":true,\"output\":{\"a\":[1,2.5,null]},\"ms\":3}",
                    "{\"type\":\"result\",\"callId\":\"1\",\"ok\":false,\"error\":{\"code\":\"io\","
                            + "\"message\":\"m\",\"details\":[{\"pointer\":\"/a\",\"message\":\"m\"}]},\"ms\":3}",
                    "{\"type\":\"result\",\"callId\":\"1\",\"ok\":true,\"proposal\":{\"summary\":\"s\","
                            + "\"paths\":[\"/a\"],\"changes\":[{\"kind\":\"move\",\"path\":\"/a\"}],"
                            + "\"destructive\":false,\"reversible\":true,\"digest\":\"d\","
                            + "\"expiresAt\":\"2026-01-01T00:00:00Z\"},\"ms\":3}",
                    "{\"type\":\"bye\",\"reason\":\"r\"}",
                    "{\"type\":\"news\"}");

    /// What a parser or a record may stumble over.
    private static final List<String> STUMBLING_BLOCKS =
            List.of(
                    "null",
                    "true",
                    "{}",
                    "[]",
                    "\"\"",
                    "-1",
                    "1e999999999",
                    "1E-400",
                    "0.1",
                    "9223372036854775808",
                    "-0",
                    "NaN",
                    "\\u0000",
                    "\\ud800",
                    "\ud800",
                    "\u0000",
                    "\u2028",
                    "\\",
                    "\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "[[[[[[[[",
                    "{\"a\":",
                    "\uffff",
                    "\"type\":null,",
                    "\"type\":[],",
                    "\"callId\":\"1\",",
                    "//",
                    "\ufeff",
                    "9".repeat(2_000),
                    "[".repeat(200),
                    "x".repeat(3_000));

    private final HostDispatcher dispatcher = new HostDispatcher((_, _) -> () -> {});
    private final List<Integer> closes = new ArrayList<>();

    @Test
    void noTextBreaksAStream() {
        feed(20_000);
    }

    @Test
    @Tag("soak")
    void noTextInAMillionBreaksAStream() {
        feed(1_000_000);
    }

    private void feed(int texts) {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var stream = opened(random);
        for (var i = 0; i < texts; i++) {
            var text = text(random);
            try {
                stream.text(text);
                if (!REASONS.containsAll(closes)) throw new AssertionError("closed with " + closes);
            } catch (RuntimeException | StackOverflowError | AssertionError wrong) {
                throw new AssertionError("seed %d, text %d: %s".formatted(seed, i, text), wrong);
            }
            if (!closes.isEmpty()) {
                stream.closed();
                closes.clear();
                stream = opened(random);
            }
        }
        assertThat(dispatcher.onlineDevices()).isSubsetOf(DEVICE);
    }

    /// Most are past their hello, where more can happen.
    private HostStream opened(Random random) {
        var stream = new HostStream(DEVICE, new Nowhere(), dispatcher, new Nobody(), 15, () -> 0L);
        if (random.nextInt(4) > 0) stream.text(HELLO);
        return stream;
    }

    private static String text(Random random) {
        var text = new StringBuilder(any(SEEDS, random));
        for (var changes = random.nextInt(4); changes >= 0; changes--) change(text, random);
        return text.toString();
    }

    private static void change(StringBuilder text, Random random) {
        var at = random.nextInt(text.length() + 1);
        var to = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(7)) {
            case 0 -> text.delete(at, to);
            case 1 -> text.insert(at, any(STUMBLING_BLOCKS, random));
            case 2 -> text.replace(at, to, any(STUMBLING_BLOCKS, random));
            case 3 -> text.insert(at, (char) random.nextInt(Character.MAX_VALUE + 1));
            case 4 -> text.setLength(at);
            case 5 -> text.insert(at, any(SEEDS, random));
            default -> value(text, random);
        }
    }

    /// Another value for one of the fields: still JSON, and of the wrong type.
    private static void value(StringBuilder text, Random random) {
        var colon = text.indexOf(":", random.nextInt(text.length() + 1));
        if (colon < 0) return;
        var end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) end++;
        text.replace(colon + 1, end, any(STUMBLING_BLOCKS, random));
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private final class Nowhere implements Outlet {
        @Override
        public void send(String text) {}

        @Override
        public void close(int code) {
            closes.add(code);
        }

        @Override
        public boolean isStuck() {
            return false;
        }
    }

    private static final class Nobody implements Attendance {
        @Override
        public void arrived(Hello hello) {}

        @Override
        public void left(String deviceId) {}
    }
}
