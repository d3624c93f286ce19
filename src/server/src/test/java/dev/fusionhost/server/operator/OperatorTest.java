package dev.fusionhost.server.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Proposal;
import dev.fusionhost.server.MovableClock;
import dev.fusionhost.server.TestClient;
import dev.fusionhost.server.TestClient.Answer;
import dev.fusionhost.server.TestDevice;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class OperatorTest {
    private static final String RENAME =
            "{\"tool\":\"rename_in_place\",\"input\":{\"path\":\"a\",\"newName\":\"b\"}}";

    @TestHTTPResource URI server;
    @Inject MovableClock clock;

    private TestClient client;
    private Enrolment.Response identity;

    @BeforeEach
    void enrol() {
        client = new TestClient(server);
        identity = client.enrolled();
    }

    @Test
    void nothingOpensWithoutTheKey() {
        for (var key : Stream.of("", "wrong", identity.token()).toList()) {
            for (var path :
                    List.of(
                            "POST codes",
                            "GET devices",
                            "DELETE devices/" + identity.deviceId(),
                            "POST devices/" + identity.deviceId() + "/calls",
                            "POST devices/" + identity.deviceId() + "/rotate",
                            "POST calls/1/apply")) {
                var words = path.split(" ", 2);
                var answer = client.send(words[0], "/api/operator/" + words[1], key, null);

                assertThat(answer.status()).as(path).isEqualTo(401);
                assertThat(answer.code()).as(path).isEqualTo("invalid_key");
            }
        }
        assertThat(client.send("GET", "/api/host/self", identity.token(), null).status())
                .as("still there")
                .isEqualTo(200);
    }

    @Test
    void aMintedCodeLivesTenMinutes() {
        var answer = client.operator("POST", "codes", null);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("code").asText()).matches(".{4}-.{4}");
        assertThat(Instant.parse(answer.body().path("expiresAt").asText()))
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(9)),
                        clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void aDeviceIsListedWithItsTools() {
        var fresh = listed();
        assertThat(fresh.path("online").asBoolean()).isFalse();
        assertThat(fresh.path("name").asText()).isEqualTo("workshop");
        assertThat(fresh.path("platform").path("arch").asText()).isEqualTo("amd64");
        assertThat(fresh.path("tools")).isEmpty();
        assertThat(fresh.has("lastSeen")).isFalse();

        try (var _ = TestDevice.connected(server, identity)) {
            // The register hears of it beside the stream.
            while (listed().path("tools").isEmpty()) Thread.onSpinWait();

            var online = listed();
            assertThat(online.path("online").asBoolean()).isTrue();
            assertThat(online.path("agentVersion").asText()).isEqualTo("0.2.0");
            assertThat(online.path("tools").path(0).path("name").asText()).isEqualTo("list_folder");
            assertThat(online.path("tools").path(0).path("kind").asText()).isEqualTo("read");
            assertThat(online.has("lastSeen")).isTrue();
        }
    }

    @Test
    void aToolIsCalled() {
        try (var device = TestDevice.connected(server, identity)) {
            var answer =
                    later(
                            "{\"tool\":\"list_folder\",\"input\":{\"path\":\"/\"},\"timeoutSeconds\":7}");
            var call = device.nextCall();
            assertThat(call.tool()).isEqualTo("list_folder");
            assertThat(call.input().path("path").asText()).isEqualTo("/");
            assertThat(call.timeoutSeconds()).isEqualTo(7);
            assertThat(call.mode()).isNull();
            device.say(Result.output(call.callId(), IntNode.valueOf(3), 12));

            var result = answer.join();
            assertThat(result.status()).isEqualTo(200);
            assertThat(result.body().toString())
                    .isEqualTo(
                            "{\"callId\":\"%s\",\"ok\":true,\"output\":3,\"ms\":12}"
                                    .formatted(call.callId()));
        }
    }

    @Test
    void anErrorIsAnAnswerToo() {
        try (var device = TestDevice.connected(server, identity)) {
            var answer = later("{\"tool\":\"nonsense\"}");
            var call = device.nextCall();
            device.say(
                    Result.error(
                            call.callId(),
                            new CallError("unknown_tool", "No such tool."),
                            null,
                            0));

            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(answer.join().body().path("ok").asBoolean()).isFalse();
            assertThat(answer.join().body().path("error").path("code").asText())
                    .isEqualTo("unknown_tool");
        }
    }

    @Test
    void aDeviceThatIsntThereIsAnAnswerToo() {
        var answer = call("{\"tool\":\"list_folder\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("error").path("message").asText())
                .isEqualTo("device offline");
    }

    @Test
    void anUnknownDeviceIsNot() {
        var answer = client.operator("POST", "devices/nobody/calls", "{\"tool\":\"list_folder\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("unknown_device");
    }

    @Test
    void aBadRequestIsToldSo() {
        for (var body :
                List.of(
                        "",
                        "{}",
                        "{\"tool\":\" \"}",
                        "{\"tool\":\"x\",\"input\":[]}",
                        "{\"tool\":\"x\",\"timeoutSeconds\":0}",
                        "{\"tool\":\"x\",\"timeoutSeconds\":601}")) {
            var answer = call(body);

            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.code()).as(body).isEqualTo("invalid_request");
        }
    }

    @Test
    void aCallOver4MiBIsRefused() {
        var answer =
                call("{\"tool\":\"x\",\"input\":{\"a\":\"%s\"}}".formatted("x".repeat(4 << 20)));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aProposalIsAppliedOnceWithTheInputThatTheServerKept() {
        try (var device = TestDevice.connected(server, identity)) {
            var shown = proposed(device);

            var answer = applyLater(shown);
            var apply = device.nextCall();
            assertThat(apply.mode()).isEqualTo(CallMode.APPLY);
            assertThat(apply.callId()).isNotEqualTo(shown);
            assertThat(apply.tool()).isEqualTo("rename_in_place");
            assertThat(apply.input().path("newName").asText()).isEqualTo("b");
            device.say(Result.output(apply.callId(), IntNode.valueOf(1), 0));

            assertThat(answer.join().body().path("ok").asBoolean()).isTrue();
            assertThat(answer.join().body().path("callId").asText()).isEqualTo(apply.callId());
            device.next();
            assertThat(applyNow(shown).status()).isEqualTo(404);
            assertThat(applyNow(shown).code()).isEqualTo("unknown_proposal");
        }
    }

    @Test
    void aStaleProposalIsReplacedByAFreshOne() {
        try (var device = TestDevice.connected(server, identity)) {
            var shown = proposed(device);
            var answer = applyLater(shown);
            var apply = device.nextCall();
            var stale = new CallError("stale", "The file has changed.");
            device.say(Result.error(apply.callId(), stale, proposal(), 0));
            device.next();
            var fresh = answer.join().body().path("callId").asText();
            assertThat(answer.join().body().has("proposal")).isTrue();

            assertThat(applyNow(shown).status()).isEqualTo(404);
            var second = applyLater(fresh);
            var again = device.nextCall();
            device.say(Result.output(again.callId(), IntNode.valueOf(1), 0));

            assertThat(second.join().body().path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void aProposalOutlivesADeviceThatIsOffline() {
        String shown;
        try (var device = TestDevice.connected(server, identity)) {
            shown = proposed(device);
        }
        while (listed().path("online").asBoolean()) Thread.onSpinWait();
        assertThat(applyNow(shown).body().path("error").path("code").asText()).isEqualTo("offline");

        try (var device = TestDevice.connected(server, identity)) {
            var answer = applyLater(shown);
            device.say(Result.output(device.nextCall().callId(), IntNode.valueOf(1), 0));
            assertThat(answer.join().body().path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void aProposalIsOverAfterTenMinutes() {
        try (var device = TestDevice.connected(server, identity)) {
            var shown = proposed(device);
            clock.forward(Duration.ofMinutes(10));

            assertThat(applyNow(shown).status()).isEqualTo(404);
        }
    }

    @Test
    void aRevokedDeviceIsGone() {
        try (var device = TestDevice.connected(server, identity)) {
            var answer = later("{\"tool\":\"list_folder\"}");
            device.nextCall();

            assertThat(revoke().status()).isEqualTo(204);

            assertThat(device.closeCode()).isEqualTo(CloseCode.REVOKED);
            assertThat(answer.join().body().path("error").path("code").asText())
                    .isEqualTo("revoked");
        }
        assertThat(listed()).isNull();
        assertThat(revoke().status()).isEqualTo(404);
        assertThat(call("{\"tool\":\"list_folder\"}").status()).isEqualTo(404);
        assertThat(client.send("GET", "/api/host/self", identity.token(), null).status())
                .isEqualTo(410);
    }

    @Test
    void theInterfaceIsDescribed() throws Exception {
        var document = server.resolve("/q/openapi").toURL();
        try (var content = document.openStream()) {
            assertThat(new String(content.readAllBytes(), UTF_8))
                    .contains("Fusion Host server", "/api/operator/calls/{callId}/apply", "bearer");
        }
    }

    private String proposed(TestDevice device) {
        var answer = later(RENAME);
        var call = device.nextCall();
        device.say(Result.proposal(call.callId(), proposal(), 0));
        device.next();
        assertThat(answer.join().body().path("proposal").path("summary").asText())
                .isEqualTo("Rename a to b");
        return call.callId();
    }

    private Proposal proposal() {
        var expires = clock.instant().plus(Duration.ofMinutes(10));
        return new Proposal(
                "Rename a to b", List.of("/a"), List.of(), false, true, "digest", expires);
    }

    private Answer call(String body) {
        return client.operator("POST", "devices/" + identity.deviceId() + "/calls", body);
    }

    private CompletableFuture<Answer> later(String body) {
        return CompletableFuture.supplyAsync(() -> call(body));
    }

    private Answer applyNow(String callId) {
        return client.operator("POST", "calls/" + callId + "/apply", null);
    }

    private CompletableFuture<Answer> applyLater(String callId) {
        return CompletableFuture.supplyAsync(() -> applyNow(callId));
    }

    private Answer revoke() {
        return client.operator("DELETE", "devices/" + identity.deviceId(), null);
    }

    private JsonNode listed() {
        var devices = client.operator("GET", "devices", null).body();
        return StreamSupport.stream(devices.spliterator(), false)
                .filter(device -> device.path("id").asText().equals(identity.deviceId()))
                .findFirst()
                .orElse(null);
    }
}
