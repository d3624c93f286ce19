package dev.fusionhost.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.protocol.ServerFrame.Welcome;
import dev.fusionhost.server.dispatch.HostDispatcher;
import dev.fusionhost.server.dispatch.HostSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HostStreamTest {
    private static final String DEVICE = "device-1";

    private final FrameCodec codec = new FrameCodec();
    private final List<ServerFrame> sent = new ArrayList<>();
    private final List<Integer> closes = new ArrayList<>();
    private final List<String> attendance = new ArrayList<>();
    private final HostDispatcher dispatcher = new HostDispatcher((_, _) -> () -> {});
    private long now = Long.MAX_VALUE - 5;
    private boolean stuck;

    private final HostStream stream =
            new HostStream(DEVICE, new Socket(), dispatcher, new Book(), 15, () -> now);

    @Test
    void aHelloIsWelcomedAndTheDeviceIsOnline() {
        say(hello(1, DEVICE));

        assertThat(sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        Welcome.class,
                        welcome -> {
                            assertThat(welcome.heartbeatSeconds()).isEqualTo(15);
                            assertThat(welcome.sessionId()).isNotBlank();
                        });
        assertThat(dispatcher.isOnline(DEVICE)).isTrue();
        assertThat(attendance).containsExactly("arrived " + DEVICE);
    }

    @Test
    void theWelcomeComesAheadOfTheFirstCall() {
        dispatcher.connect(DEVICE, new Nowhere());
        dispatcher.dispatch(DEVICE, new Call("1", "list_folder", null, null, null));

        say(hello(1, DEVICE));

        assertThat(sent).hasSize(2);
        assertThat(sent).first().isInstanceOf(Welcome.class);
        assertThat(sent).last().isInstanceOf(Call.class);
    }

    @Test
    void aDeviceThatLeavesIsOffline() {
        say(hello(1, DEVICE));

        stream.closed();

        assertThat(dispatcher.isOnline(DEVICE)).isFalse();
        assertThat(attendance).containsExactly("arrived " + DEVICE, "left " + DEVICE);
    }

    @Test
    void anotherDevicesHelloEndsTheStream() {
        say(hello(1, "device-2"));

        assertThat(closes).containsExactly(CloseCode.POLICY_VIOLATION);
        assertThat(dispatcher.onlineDevices()).isEmpty();
    }

    @Test
    void anotherVersionIsToldToUpgrade() {
        say(hello(0, DEVICE));

        assertThat(closes).containsExactly(CloseCode.UPGRADE_REQUIRED);
    }

    @Test
    void nothingMayComeBeforeTheHello() {
        say(new HostFrame.Bye(null));

        assertThat(closes).containsExactly(CloseCode.POLICY_VIOLATION);
    }

    @Test
    void aSecondHelloEndsTheStream() {
        say(hello(1, DEVICE));
        say(hello(1, DEVICE));

        assertThat(closes).containsExactly(CloseCode.PROTOCOL_ERROR);
        assertThat(dispatcher.isOnline(DEVICE)).isFalse();
    }

    @Test
    void whatCantBeReadEndsTheStreamWithoutAnEcho() {
        stream.text("{\"type\":");

        assertThat(closes).containsExactly(1007);
        assertThat(sent).isEmpty();
    }

    @Test
    void unknownFramesAreIgnored() {
        say(hello(1, DEVICE));
        stream.text("{\"type\":\"news\",\"of\":\"tomorrow\"}");

        assertThat(closes).isEmpty();
    }

    @Test
    void theWelcomeNamesTheResultsThatAreHereAlready() {
        say(hello(1, DEVICE));
        say(Result.output("1", IntNode.valueOf(1), 0));
        sent.clear();

        var again = new HostStream(DEVICE, new Socket(), dispatcher, new Book(), 15, () -> now);
        again.text(codec.text(hello(1, DEVICE, List.of("1", "2"))));

        assertThat(sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        Welcome.class,
                        welcome -> assertThat(welcome.settled()).containsExactly("1"));
    }

    @Test
    void aStreamWithoutAHelloEndsAfterTenSeconds() {
        pass(Duration.ofSeconds(10));
        stream.heard();
        assertThat(closes).isEmpty();
        pass(Duration.ofMillis(1));

        assertThat(closes).containsExactly(CloseCode.POLICY_VIOLATION);
    }

    @Test
    void aSilentDeviceIsGivenUpAfterTwoAndAHalfHeartbeats() {
        say(hello(1, DEVICE));
        pass(Duration.ofMillis(37_500));
        assertThat(closes).isEmpty();
        pass(Duration.ofMillis(1));

        assertThat(closes).containsExactly(CloseCode.GOING_AWAY);
        assertThat(dispatcher.isOnline(DEVICE)).isFalse();
    }

    @Test
    void aDeviceThatPingsStays() {
        say(hello(1, DEVICE));
        for (var i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(15));
            stream.heard();
        }

        assertThat(closes).isEmpty();
    }

    @Test
    void aDeviceThatReadsNoMoreIsGivenUp() {
        say(hello(1, DEVICE));
        stuck = true;
        stream.check();

        assertThat(closes).containsExactly(CloseCode.GOING_AWAY);
    }

    @Test
    void whatArrivesAfterTheEndIsNotHeard() {
        say(hello(1, DEVICE));
        var answer = dispatch("1");
        stream.close(CloseCode.REPLACED);

        say(new Ack("1", Ack.State.REJECTED, "busy"));
        stream.text("{");

        assertThat(answer).isNotDone();
        assertThat(closes).containsExactly(CloseCode.REPLACED);
    }

    @Test
    void aDeviceThatSaysByeIsOffline() {
        say(hello(1, DEVICE));
        say(new HostFrame.Bye("update"));

        assertThat(dispatcher.isOnline(DEVICE)).isFalse();
        assertThat(closes).as("its own to send").isEmpty();
    }

    @Test
    void aCallThatTheDeviceSaysItCantTakeIsNeverSent() {
        say(
                new Hello(
                        1,
                        DEVICE,
                        "boot",
                        "name",
                        null,
                        List.of(),
                        new HostLimits(16, 1_000),
                        List.of(),
                        List.of()));
        sent.clear();

        // In bytes, not in characters.
        var umlauts = new TextNode("ü".repeat(600));
        var answer = dispatch("1", JsonNodeFactory.instance.objectNode().set("text", umlauts));

        assertThat(sent).isEmpty();
        assertThat(answer).isDone();
        assertThat(answer.join().error().code()).isEqualTo("too_large");
        assertThat(dispatch("2")).as("a small one").isNotDone();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aCloseIsSaidOnce() {
        say(hello(1, DEVICE));
        pass(Duration.ofMillis(37_501));
        pass(Duration.ofMillis(1_000));

        assertThat(closes).containsExactly(CloseCode.GOING_AWAY);
    }

    private CompletableFuture<Result> dispatch(String callId) {
        return dispatch(callId, null);
    }

    private CompletableFuture<Result> dispatch(String callId, JsonNode input) {
        var call = new Call(callId, "list_folder", input, null, null);
        return dispatcher.dispatch(DEVICE, call).toCompletableFuture();
    }

    private void say(HostFrame frame) {
        stream.text(codec.text(frame));
    }

    private void pass(Duration time) {
        now += time.toNanos();
        stream.check();
    }

    private static Hello hello(int protocol, String deviceId) {
        return hello(protocol, deviceId, List.of());
    }

    private static Hello hello(int protocol, String deviceId, List<String> unsettled) {
        return new Hello(
                protocol,
                deviceId,
                "boot",
                "name",
                null,
                List.of(),
                HostLimits.DEFAULT,
                List.of(),
                unsettled);
    }

    private final class Socket implements Outlet {
        @Override
        public void send(String text) {
            sent.add(codec.serverFrame(text));
        }

        @Override
        public void close(int code) {
            closes.add(code);
        }

        @Override
        public boolean isStuck() {
            return stuck;
        }
    }

    private static final class Nowhere implements HostSink {
        @Override
        public void send(ServerFrame frame) {}

        @Override
        public void close(int code) {}
    }

    private final class Book implements Attendance {
        @Override
        public void arrived(Hello hello) {
            attendance.add("arrived " + hello.deviceId());
        }

        @Override
        public void left(String deviceId) {
            attendance.add("left " + deviceId);
        }
    }
}
