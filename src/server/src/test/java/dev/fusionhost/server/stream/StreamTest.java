package dev.fusionhost.server.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Bye;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.protocol.ServerFrame.Welcome;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.TestClient;
import dev.fusionhost.server.TestDevice;
import dev.fusionhost.server.database.Database;
import dev.fusionhost.server.dispatch.HostDispatcher;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamTest {
    @TestHTTPResource URI server;
    @Inject HostDispatcher dispatcher;
    @Inject Database database;

    private TestClient client;
    private Enrolment.Response identity;

    @BeforeEach
    void enrol() {
        client = new TestClient(server);
        identity = client.enrolled();
    }

    @Test
    void aHelloIsAnsweredByAWelcome() {
        try (var device = TestDevice.silent(server, identity)) {
            assertThat(device.subprotocol()).isEqualTo(Wire.SUBPROTOCOL);
            device.hello(List.of(), List.of());

            assertThat(device.next())
                    .isInstanceOfSatisfying(
                            Welcome.class,
                            welcome -> assertThat(welcome.heartbeatSeconds()).isEqualTo(15));
            assertThat(dispatcher.onlineDevices()).contains(identity.deviceId());
        }
    }

    @Test
    void aCallGoesOutAndItsResultComesBackAndIsSettled() {
        try (var device = TestDevice.connected(server, identity)) {
            var call = call();
            var answer = dispatcher.dispatch(identity.deviceId(), call).toCompletableFuture();

            assertThat(device.next()).isEqualTo(call);
            device.say(done(call));

            assertThat(device.next()).isEqualTo(new ServerFrame.Settled(call.callId()));
            assertThat(answer).succeedsWithin(TestDevice.PATIENCE).isEqualTo(done(call));
        }
    }

    @Test
    void aResultOf7MiBComesThrough() {
        try (var device = TestDevice.connected(server, identity)) {
            var call = call();
            var answer = dispatcher.dispatch(identity.deviceId(), call).toCompletableFuture();
            device.nextCall();
            var text = "x".repeat(7 * 1024 * 1024);
            device.say(
                    "{\"type\":\"result\",\"callId\":\"%s\",\"ok\":true,\"output\":\"%s\"}"
                            .formatted(call.callId(), text));

            assertThat(answer).succeedsWithin(TestDevice.PATIENCE);
            assertThat(answer.join().output().asText()).hasSameSizeAs(text);
        }
    }

    @Test
    void aStrayResultIsSettledToo() {
        try (var device = TestDevice.connected(server, identity)) {
            device.say(Result.output("stray", IntNode.valueOf(1), 0));

            assertThat(device.next()).isEqualTo(new ServerFrame.Settled("stray"));
        }
    }

    @Test
    void aCallSurvivesALostStreamAndIsRedelivered() {
        var call = call();
        var device = TestDevice.connected(server, identity);
        var answer = dispatcher.dispatch(identity.deviceId(), call).toCompletableFuture();
        assertThat(device.next()).isEqualTo(call);
        device.say(new Ack(call.callId(), Ack.State.ACCEPTED, null));
        device.vanish();

        try (var again = TestDevice.connected(server, identity)) {
            assertThat(again.next()).as("redelivered").isEqualTo(call);
            again.say(done(call));

            assertThat(answer).succeedsWithin(TestDevice.PATIENCE).isEqualTo(done(call));
        }
    }

    @Test
    void aCallThatStillRunsIsAnsweredOnTheNextStream() {
        var call = call();
        var device = TestDevice.connected(server, identity);
        var answer = dispatcher.dispatch(identity.deviceId(), call).toCompletableFuture();
        device.nextCall();
        device.vanish();

        try (var again = TestDevice.silent(server, identity)) {
            again.hello(List.of(call.callId()), List.of());
            assertThat(again.next()).isInstanceOf(Welcome.class);
            again.say(done(call));

            assertThat(again.next())
                    .as("not redelivered")
                    .isEqualTo(new ServerFrame.Settled(call.callId()));
            assertThat(answer).succeedsWithin(TestDevice.PATIENCE).isEqualTo(done(call));
        }
    }

    @Test
    void theWelcomeNamesWhatIsSettled() {
        try (var device = TestDevice.connected(server, identity)) {
            device.say(Result.output("1", IntNode.valueOf(1), 0));
            device.next();
        }
        try (var again = TestDevice.silent(server, identity)) {
            again.hello(List.of(), List.of("1", "2"));

            assertThat(again.next())
                    .isInstanceOfSatisfying(
                            Welcome.class,
                            welcome -> assertThat(welcome.settled()).containsExactly("1"));
        }
    }

    @Test
    void theNewestStreamWins() {
        try (var older = TestDevice.connected(server, identity);
                var newer = TestDevice.connected(server, identity)) {
            assertThat(older.closeCode()).isEqualTo(CloseCode.REPLACED);

            var call = call();
            dispatcher.dispatch(identity.deviceId(), call);
            assertThat(newer.next()).isEqualTo(call);
        }
    }

    @Test
    void anUnknownTokenGets401AndOurJson() {
        var refused = refusal("fht_nonsense", Wire.SUBPROTOCOL);

        assertThat(refused.getResponse().statusCode()).isEqualTo(401);
        assertThat(rawUpgrade("fht_nonsense", Wire.SUBPROTOCOL))
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("Content-Type: application/json")
                .contains("\"code\":\"invalid_token\"");
    }

    @Test
    void aRevokedTokenGets410AndOurJson() {
        client.send("DELETE", Wire.SELF_PATH, identity.token(), null);

        assertThat(refusal(identity.token(), Wire.SUBPROTOCOL).getResponse().statusCode())
                .isEqualTo(410);
        assertThat(rawUpgrade(identity.token(), Wire.SUBPROTOCOL)).contains("\"code\":\"revoked\"");
    }

    @Test
    void aDeviceThatCantBeLookedUpShallComeBackAndLosesNothing() {
        database.update("alter table device rename to elsewhere");
        try {
            assertThat(rawUpgrade(identity.token(), Wire.SUBPROTOCOL))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("Retry-After: ")
                    .contains("\"code\":\"unavailable\"");
        } finally {
            database.update("alter table elsewhere rename to device");
        }
    }

    @Test
    void anotherSubprotocolIsRefused() {
        assertThat(refusal(identity.token(), "fusion-host.v0").getResponse().statusCode())
                .isEqualTo(400);
    }

    @Test
    void anotherDevicesIdEndsTheStream() {
        var other = client.enrolled();
        var mixed = new Enrolment.Response(other.deviceId(), identity.token(), null);
        try (var device = TestDevice.silent(server, mixed)) {
            device.hello(List.of(), List.of());

            assertThat(device.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
        }
        assertThat(dispatcher.isOnline(other.deviceId())).isFalse();
    }

    @Test
    void theHelloComesFirst() {
        try (var device = TestDevice.silent(server, identity)) {
            device.say(new Bye("nothing to say"));

            assertThat(device.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
        }
    }

    @Test
    void aBrokenFrameEndsTheStream() {
        try (var device = TestDevice.connected(server, identity)) {
            device.say("{\"type\":\"result\"");

            assertThat(device.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void bytesEndTheStream() {
        try (var device = TestDevice.connected(server, identity)) {
            device.sayBytes();

            assertThat(device.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void aFrameThatIsTooBigEndsTheStream() throws IOException {
        // The JDK's client sends small frames only.
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            assertThat(upgrade(socket, identity.token(), Wire.SUBPROTOCOL))
                    .startsWith("HTTP/1.1 101");
            var masked64BitLength = new byte[] {(byte) 0x81, (byte) 0xff};
            var header = ByteBuffer.allocate(14).put(masked64BitLength);
            header.putLong(Limits.MAX_MESSAGE_BYTES + 1L).putInt(0);
            socket.getOutputStream().write(header.array());
            socket.getOutputStream().write(new byte[Limits.MAX_MESSAGE_BYTES + 1]);

            var close = ByteBuffer.wrap(socket.getInputStream().readNBytes(4));
            assertThat(close.get()).as("close frame").isEqualTo((byte) 0x88);
            assertThat(close.getShort(2)).isEqualTo((short) CloseCode.TOO_BIG);
        }
    }

    @Test
    void bytesThatAreNoTextEndTheStream() throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            assertThat(upgrade(socket, identity.token(), Wire.SUBPROTOCOL))
                    .startsWith("HTTP/1.1 101");
            var overlong = new byte[] {(byte) 0xc0, (byte) 0x80};
            socket.getOutputStream().write(text(overlong));

            var close = ByteBuffer.wrap(socket.getInputStream().readNBytes(4));
            assertThat(close.get()).as("close frame").isEqualTo((byte) 0x88);
            assertThat(close.getShort(2)).isEqualTo((short) 1007);
        }
    }

    @Test
    @Tag("soak")
    void aDeviceThatReadsNoMoreIsCutOffAndItsCallsWait() throws IOException {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            upgrade(socket, identity.token(), Wire.SUBPROTOCOL);
            var hello =
                    "{\"type\":\"hello\",\"protocol\":1,\"deviceId\":\"%s\"}"
                            .formatted(identity.deviceId());
            socket.getOutputStream().write(text(hello.getBytes(US_ASCII)));
            await(() -> dispatcher.isOnline(identity.deviceId()));

            var input = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(1_000_000));
            var answers = new ArrayList<CompletableFuture<Result>>();
            for (var i = 0; i < 100; i++) {
                var call = new Call(UUID.randomUUID().toString(), "list_folder", input, null, 600);
                answers.add(dispatcher.dispatch(identity.deviceId(), call).toCompletableFuture());
            }
            await(() -> !dispatcher.isOnline(identity.deviceId()));

            assertThat(answers).noneMatch(CompletableFuture::isDone);
            await(() -> isCutOff(socket));
            client.operator("DELETE", "devices/" + identity.deviceId(), null);
            assertThat(answers).allSatisfy(answer -> assertThat(answer).isDone());
        }
    }

    /// Sends a byte at a time: what the other end has closed for good takes no more.
    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    private static void await(BooleanSupplier condition) {
        var until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /// One masked text frame, short enough for a length of 7 bits.
    private static byte[] text(byte[] payload) {
        var frame = ByteBuffer.allocate(6 + payload.length);
        frame.put((byte) 0x81).put((byte) (0x80 | payload.length)).putInt(0).put(payload);
        return frame.array();
    }

    @Test
    void aMessageThatIsTooBigInPiecesEndsTheStream() {
        try (var device = TestDevice.connected(server, identity)) {
            var piece = "x".repeat(1024 * 1024);
            // The server may be gone before all of it is sent.
            var _ = catchThrowable(() -> device.say(piece, 10));

            assertThat(device.closeCode()).isEqualTo(CloseCode.TOO_BIG);
        }
    }

    @Test
    void aPingIsAnswered() {
        try (var device = TestDevice.connected(server, identity)) {
            assertThat(device.ping()).succeedsWithin(TestDevice.PATIENCE);
        }
    }

    private WebSocketHandshakeException refusal(String token, String subprotocol) {
        var dialled = TestDevice.dial(server, token, subprotocol, new WebSocket.Listener() {});
        return (WebSocketHandshakeException) catchThrowable(dialled::join).getCause();
    }

    /// The JDK's client drops the body of a refusal, so this reads what is on the wire.
    private String rawUpgrade(String token, String subprotocol) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            return upgrade(socket, token, subprotocol);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String upgrade(Socket socket, String token, String subprotocol)
            throws IOException {
        socket.setSoTimeout((int) TestDevice.PATIENCE.toMillis());
        var request =
                """
                GET %s HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Protocol: %s
                Authorization: Bearer %s

                """
                        .formatted(Wire.STREAM_PATH, subprotocol, token)
                        .replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        var answer = new StringBuilder();
        var end = Pattern.compile("(?s)HTTP/1.1 101 .*\r\n\r\n|.*}");
        while (!end.matcher(answer).matches()) {
            var read = socket.getInputStream().read();
            if (read < 0) break;
            answer.append((char) read);
        }
        return answer.toString();
    }

    private static Call call() {
        return new Call(UUID.randomUUID().toString(), "list_folder", null, null, null);
    }

    private static Result done(Call call) {
        return Result.output(call.callId(), IntNode.valueOf(1), 7);
    }
}
