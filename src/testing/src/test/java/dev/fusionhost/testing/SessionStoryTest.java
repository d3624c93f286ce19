package dev.fusionhost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.ServerFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stream with everything that can be done to it.
class SessionStoryTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ScriptedServer server = ScriptedServer.start();
    private Device device;
    private Session session;

    @BeforeEach
    void connect() throws Exception {
        device = new Device(server.origin()).sayHello();
        device.hear(ServerFrame.Welcome.class);
        session = server.awaitSession();
        session.hello();
    }

    @AfterEach
    void stop() {
        device.close();
        server.close();
    }

    @Test
    void aCallIsAnswered() {
        answerTheNextCall();

        var result = session.call("file_info", Map.of("path", "/tmp"));

        assertThat(result.ok()).isTrue();
        assertThat(result.output().path("tool").asText()).isEqualTo("file_info");
        assertThat(result.output().path("input").path("path").asText()).isEqualTo("/tmp");
    }

    @Test
    void aCallHasAModeAndATimeLimit() throws Exception {
        var callId =
                session.dispatch(
                        "trash",
                        JsonNodeFactory.instance.objectNode().put("path", "/a"),
                        CallMode.APPLY,
                        45);

        var call = device.hear(ServerFrame.Call.class);
        assertThat(call.callId()).isEqualTo(callId);
        assertThat(call.mode()).isEqualTo(CallMode.APPLY);
        assertThat(call.timeoutSeconds()).isEqualTo(45);
        assertThat(call.input()).isEqualTo(JsonNodeFactory.instance.objectNode().put("path", "/a"));
    }

    @Test
    void callsAreSentAtOnceAndAwaitedLater() {
        var first = session.dispatch("a", Map.of());
        var second = session.dispatch("b", Map.of());
        assertThat(first).isNotEqualTo(second);

        device.say(new HostFrame.Ack(first, HostFrame.Ack.State.ACCEPTED, null))
                .say(result(second))
                .say(result(first))
                .say(result(first));

        assertThat(session.awaitAck(first).state()).isEqualTo(HostFrame.Ack.State.ACCEPTED);
        assertThat(session.awaitResult(first)).isEqualTo(result(first));
        assertThat(session.awaitResult(second)).isEqualTo(result(second));
        device.say(new HostFrame.Bye("done"));
        session.await(HostFrame.Bye.class, bye -> "done".equals(bye.reason()), SOON);
        assertThat(session.results(first)).hasSize(2);
        assertThat(session.received()).hasSize(6).first().isInstanceOf(HostFrame.Hello.class);
    }

    @Test
    void aMissingResultIsToldWithWhatCame() {
        device.say(new HostFrame.Progress("call-0", 1L, null, null));
        session.await(HostFrame.Progress.class, _ -> true, SOON);

        assertThatThrownBy(() -> session.awaitResult("call-0", SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("no Result within PT0.3S; 2 frames so far: [Hello[")
                .hasMessageContaining("Progress[callId=call-0");
    }

    @Test
    void waitingEndsWithTheStream() {
        device.socket.abort();
        session.awaitClose(SOON);

        assertThatThrownBy(() -> session.awaitResult("call-0"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("no Result: the stream is closed (1006)");
    }

    @Test
    void aDeviceThatTalksNonsenseFailsTheTest() {
        device.say("{\"type\":\"result\",\"callId\":7}");

        assertThatThrownBy(() -> session.awaitResult("7"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no frame but {\"type\":\"result\",\"callId\":7}");
    }

    @Test
    void resultsAreSettledOneByOneOrByThemselves() throws Exception {
        session.settle("call-1");
        assertThat(device.hear()).isEqualTo(new ServerFrame.Settled("call-1"));

        server.settleResults(true);
        device.say(result("call-2"));
        assertThat(device.hear()).isEqualTo(new ServerFrame.Settled("call-2"));
    }

    @Test
    void textsNeedNotBeFrames() throws Exception {
        session.sendText("{broken");
        assertThat(device.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("{broken");

        session.sendBinary(new byte[] {1, 2, 3});
        assertThat(device.binaries.poll(5, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void aMessageCanComeInPiecesThatCutCharacters() throws Exception {
        var text = "{\"type\":\"x\",\"euros\":\"" + "€".repeat(1_000) + "\"}";

        session.sendFragmented(text, 7);
        assertThat(device.texts.poll(5, TimeUnit.SECONDS)).isEqualTo(text);
        session.sendFragmented(text, 1_000_000);
        assertThat(device.texts.poll(5, TimeUnit.SECONDS)).isEqualTo(text);
        session.sendFragmented("", 1);
        assertThat(device.texts.poll(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aMessageCanBeLargerThanTheWireAllows() throws Exception {
        var text = "x".repeat(10 * 1024 * 1024);
        session.sendText(text);
        assertThat(device.texts.poll(10, TimeUnit.SECONDS)).hasSize(text.length());
    }

    @Test
    void aTextCanBeBadUtf8() throws Exception {
        session.sendText(new byte[] {'"', (byte) 0xC3, '"'});

        // The JDK's client takes it for the end of the stream.
        assertThat(device.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
        assertThat(device.texts).isEmpty();
    }

    @Test
    void theServerClosesWithACodeOfItsOwn() throws Exception {
        session.close(CloseCode.REPLACED, "another stream");
        assertThat(device.closed.get(5, TimeUnit.SECONDS)).isEqualTo(CloseCode.REPLACED);
    }

    @Test
    void theDeviceClosesWithACode() {
        device.socket.sendClose(CloseCode.NORMAL, "bye").join();
        assertThat(session.awaitClose(SOON)).isEqualTo(CloseCode.NORMAL);
        assertThat(session.closed()).isTrue();
    }

    @Test
    void aDroppedConnectionHasNoCloseCode() throws Exception {
        session.drop();
        assertThat(device.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
        assertThat(session.awaitClose(SOON)).isEqualTo(1006);
        assertThatThrownBy(() -> session.sendText("{}")).isInstanceOf(AssertionError.class);
    }

    // The device's end of it is a plain socket's story: the JDK's client (25) misses one FIN in
    // fifty.
    @Test
    void aHungUpConnectionHasNoCloseCode() {
        session.hangUp();
        assertThat(session.awaitClose(SOON)).isEqualTo(1006);
    }

    @Test
    void pingsAreAnsweredAndCounted() throws Exception {
        device.socket.sendPing(ByteBuffer.wrap("1".getBytes(StandardCharsets.UTF_8))).join();
        device.socket.sendPing(ByteBuffer.wrap("2".getBytes(StandardCharsets.UTF_8))).join();

        session.awaitPings(2, SOON);
        assertThat(device.pongs.poll(5, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(() -> session.awaitPings(3, SHORT)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aServerThatStopsReadingHearsLater() throws Exception {
        session.stopReading();
        device.say(result("call-1"));
        assertThatThrownBy(() -> session.awaitResult("call-1", SHORT))
                .isInstanceOf(AssertionError.class);

        session.cancel("call-2");
        assertThat(device.hear()).isEqualTo(new ServerFrame.Cancel("call-2"));

        session.resumeReading();
        session.awaitResult("call-1");
    }

    @Test
    void aServerThatDoesntReadMakesTheDeviceWait() {
        session.stopReading();
        // More than the buffers of two sockets take.
        var sent = device.socket.sendText("x".repeat(32 * 1024 * 1024), true);

        assertThatThrownBy(() -> sent.get(500, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(session.received()).hasSize(1);
    }

    @Test
    void aBlackHoleKeepsTheConnectionAndAnswersNothing() throws Exception {
        session.blackHole();
        device.socket.sendPing(ByteBuffer.allocate(0)).join();
        session.cancel("call-1");

        assertThat(device.pongs.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(device.texts).isEmpty();
        assertThat(device.closed).isNotDone();
        assertThat(session.closed()).isFalse();
    }

    private void answerTheNextCall() {
        Thread.startVirtualThread(
                () -> {
                    try {
                        var call = device.hear(ServerFrame.Call.class);
                        var output = JsonNodeFactory.instance.objectNode();
                        output.put("tool", call.tool()).set("input", call.input());
                        device.say(HostFrame.Result.output(call.callId(), output, 1));
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static HostFrame.Result result(String callId) {
        return HostFrame.Result.output(callId, JsonNodeFactory.instance.objectNode(), 1);
    }
}
