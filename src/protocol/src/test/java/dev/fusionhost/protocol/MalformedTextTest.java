package dev.fusionhost.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in, reading ends in a frame or in one kind of exception, which quotes nothing.
class MalformedTextTest {
    private static final String SECRET = "s3cr3t";

    private final FrameCodec codec = new FrameCodec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s3cr3t",
                "{\"a\":\"s3cr3t",
                "{\"s3cr3t\":\"s3cr3t\"} {}",
                "{\"type\":\"bye\"} s3cr3t",
                "{\"s3cr3t\":1,\"s3cr3t\":2}",
                "{\"type\":\"call\",\"type\":\"s3cr3t\"}",
                "{\"callId\":\"s3cr3t\",\"tool\":\"t\",\"input\":{\"s3cr3t\":1,\"s3cr3t\":2}}",
                "[\"s3cr3t\"]",
                "\"s3cr3t\"",
                "null",
                "true",
                "12",
                "{'type':'s3cr3t'}",
                "{\"type\":[\"s3cr3t\"]}",
                "{\"type\":{\"s3cr3t\":1}}",
                "{\"type\":5}",
                "{\"type\":true}",
                "{\"a\":NaN}",
                "\uFEFF{}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\t\"}"
            })
    void whatIsNoFrameIsMalformedOnBothSidesAndIsNotQuoted(String text) {
        assertThatThrownBy(() -> codec.serverFrame(text))
                .isExactlyInstanceOf(MalformedFrameException.class)
                .hasNoCause()
                .message()
                .doesNotContain(SECRET);
        assertThatThrownBy(() -> codec.hostFrame(text))
                .isExactlyInstanceOf(MalformedFrameException.class)
                .hasNoCause()
                .message()
                .doesNotContain(SECRET);
    }

    @Test
    void aFieldOfTheWrongTypeIsNotQuoted() {
        var fields = "\"callId\":{\"s3cr3t\":\"s3cr3t\"},\"tool\":\"s3cr3t\"}";
        assertThatThrownBy(() -> codec.serverFrame("{\"type\":\"call\"," + fields))
                .hasNoCause()
                .hasMessage("callId is of the wrong type");
        assertThatThrownBy(() -> codec.hostFrame("{\"type\":\"result\"," + fields))
                .hasNoCause()
                .hasMessage("callId is of the wrong type");
    }

    @Test
    void nestingHasABound() {
        // The frame's own object is one level.
        assertThat(codec.serverFrame(nested(Limits.MAX_NESTING - 1)))
                .isInstanceOf(ServerFrame.Call.class);
        isTooMuch(nested(Limits.MAX_NESTING));
        isTooMuch("[".repeat(1_000_000));
    }

    @Test
    void lengthIsCountedInBytes() {
        var frame = input("");
        var ascii = input("x".repeat(Limits.MAX_MESSAGE_BYTES - frame.length()));
        assertThat(ascii).hasSize(Limits.MAX_MESSAGE_BYTES);
        assertThat(codec.serverFrame(ascii)).isInstanceOf(ServerFrame.Call.class);
        isTooMuch(ascii + " ");

        var euros = input("€".repeat(Limits.MAX_MESSAGE_BYTES / 3));
        assertThat(euros.length()).isLessThan(Limits.MAX_MESSAGE_BYTES);
        isTooMuch(euros);
    }

    @Test
    void aSmallTextCannotBecomeAHugeTree() {
        isTooMuch("{\"type\":\"x\",\"a\":[" + "[],".repeat(Limits.MAX_TOKENS / 2) + "[]]}");
    }

    @Test
    void longNumbersAndNamesHaveABound() {
        isTooMuch("{\"type\":\"x\",\"n\":" + "1".repeat(2_000) + "}");
        isTooMuch("{\"type\":\"x\",\"" + "n".repeat(100_000) + "\":1}");
    }

    @Test
    void namesMadeToCollideAreRefusedQuickly() {
        // "Ab" and "BA" are one to a hash that multiplies by 33: 2^14 names with the same hash.
        var text = new StringBuilder("{\"type\":\"x\"");
        for (int name = 0; name < 1 << 14; name++) {
            text.append(",\"");
            for (int bit = 0; bit < 14; bit++) text.append((name >> bit & 1) == 0 ? "Ab" : "BA");
            text.append("\":1");
        }
        isTooMuch(text.append('}').toString());
        assertThat(codec.serverFrame("{\"type\":\"x\"}")).isInstanceOf(ServerFrame.Unknown.class);
    }

    @Test
    void thirtyThousandDamagedFramesCrashNothing() {
        var random = new Random(42);
        var frames =
                new String[] {
                    """
                    {"type":"call","callId":"c","tool":"t","input":{"a":[1,2.5e3,"x",null,true]},\
                    "mode":"apply","timeoutSeconds":45}""",
                    """
                    {"type":"welcome","sessionId":"s","heartbeatSeconds":20,"settled":["a","b"]}""",
                    """
                    {"type":"result","callId":"c","ok":true,"proposal":{"summary":"s","paths":["/a"],\
                    "changes":[{"kind":"move","path":"/a","added":1}],"destructive":false,\
                    "reversible":true,"digest":"d","expiresAt":"2026-01-02T03:04:05Z"},"ms":3}"""
                };
        var alphabet = "{}[]\":,\\ -+.0159eEuntfalsr\u0000\uD800\uFFFF\u2028ü€";
        for (int round = 0; round < 30_000; round++) {
            var text = new StringBuilder(frames[round % frames.length]);
            for (int damage = random.nextInt(4); damage >= 0; damage--)
                text.setCharAt(
                        random.nextInt(text.length()),
                        alphabet.charAt(random.nextInt(alphabet.length())));
            if (random.nextInt(4) == 0) text.setLength(random.nextInt(text.length()));
            var damaged = text.toString();
            reads(() -> codec.serverFrame(damaged));
            reads(() -> codec.hostFrame(damaged));
        }
    }

    @Test
    void badUtf8ThatBecameTextIsJustText() {
        var bytes = input("?").getBytes(StandardCharsets.ISO_8859_1);
        bytes[bytes.length - 3] = (byte) 0xC3;
        assertThat(codec.serverFrame(new String(bytes, StandardCharsets.UTF_8)))
                .isInstanceOf(ServerFrame.Call.class);
    }

    /// Anything but a frame and the one exception is a failure, which the seed brings back.
    private static void reads(Supplier<?> reading) {
        try {
            Objects.requireNonNull(reading.get());
        } catch (MalformedFrameException _) {
            // The one way out that a caller has to know.
        }
    }

    private static String nested(int depth) {
        return "{\"callId\":\"c\",\"tool\":\"t\",\"input\":"
                + "[".repeat(depth)
                + "]".repeat(depth)
                + "}";
    }

    private static String input(String input) {
        return "{\"callId\":\"c\",\"tool\":\"t\",\"input\":\"" + input + "\"}";
    }

    private void isTooMuch(String text) {
        assertThatThrownBy(() -> codec.serverFrame(text))
                .isExactlyInstanceOf(MalformedFrameException.class)
                .message()
                .endsWith("than allowed");
    }
}
