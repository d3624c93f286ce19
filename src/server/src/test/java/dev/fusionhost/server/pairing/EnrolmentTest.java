package dev.fusionhost.server.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.server.MovableClock;
import dev.fusionhost.server.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EnrolmentTest {
    @TestHTTPResource URI server;
    @Inject MovableClock clock;

    private TestClient client;

    @BeforeEach
    void dial() {
        client = new TestClient(server);
    }

    @AfterEach
    void forgetWrongTries() {
        clock.forward(Lockout.LOCKED);
    }

    @Test
    void aCodeBecomesAnIdentity() {
        var answer = client.enrol(client.mint(), nonce());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("deviceId").asText()).isNotBlank();
        var token = answer.body().path("token").asText();
        assertThat(token).startsWith("fht_");
        var self = client.send("GET", "/api/host/self", token, null);
        assertThat(self.status()).isEqualTo(200);
        assertThat(self.body().path("deviceId")).isEqualTo(answer.body().path("deviceId"));
        assertThat(self.body().path("name").asText()).isEqualTo("workshop");
    }

    @Test
    void aCodeMayBeTypedCarelessly() {
        var typed = client.mint().toLowerCase(Locale.ROOT).replace("-", " ");

        assertThat(client.enrol(typed, nonce()).status()).isEqualTo(201);
    }

    @Test
    void aCodeWorksOnce() {
        var code = client.mint();
        client.enrol(code, nonce());

        var second = client.enrol(code, nonce());

        assertThat(second.status()).isEqualTo(410);
        assertThat(second.code()).isEqualTo("used_code");
        assertThat(second.body().path("message").asText()).isNotBlank();
    }

    @Test
    void aCodeWorksOnceAlsoForManyAtOnce() {
        var code = client.mint();

        var answers =
                IntStream.range(0, 8)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> client.enrol(code, nonce())))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.code().equals("used_code")).hasSize(7);
    }

    @Test
    void aLostReplyIsRepeated() {
        var code = client.mint();
        var nonce = nonce();

        var first = client.enrol(code, nonce);
        var second = client.enrol(code, nonce);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void aLostReplyIsNotRepeatedForARevokedDevice() {
        var code = client.mint();
        var nonce = nonce();
        var token = client.enrol(code, nonce).body().path("token").asText();
        client.send("DELETE", "/api/host/self", token, null);

        assertThat(client.enrol(code, nonce).code()).isEqualTo("used_code");
    }

    @Test
    void whoGuessesBehindAProxyLocksOutNobodyElseThere() {
        for (var i = 0; i < Lockout.MAX_WRONG; i++) enrolFrom("203.0.113.7", "0000-0000");
        var code = client.mint();

        assertThat(enrolFrom("203.0.113.7", code).status()).isEqualTo(429);
        assertThat(enrolFrom("203.0.113.8", code).status()).isEqualTo(201);
    }

    @Test
    void aCodeExpiresAfterTenMinutes() {
        var code = client.mint();
        clock.forward(Duration.ofMinutes(10));

        var answer = client.enrol(code, nonce());

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.code()).isEqualTo("expired_code");
    }

    @Test
    void anUnknownCodeIsUnknown() {
        for (var code : Stream.of("0000-0000", "nonsense, really").toList()) {
            var answer = client.enrol(code, nonce());

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("unknown_code");
        }
    }

    @Test
    void fiveWrongCodesLockTheAddressOut() {
        for (var i = 0; i < 5; i++) {
            assertThat(client.enrol("0000-0000", nonce()).status()).isEqualTo(404);
        }
        var code = client.mint();

        var answer = client.enrol(code, nonce());

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("locked_out");
        assertThat(answer.response().headers().firstValueAsLong("Retry-After").getAsLong())
                .isBetween(590L, 601L);
    }

    @Test
    void aBodyThatIsNoRequestIsInvalid() {
        for (var body :
                Stream.of(
                                "",
                                "{",
                                "[]",
                                "null",
                                "{}",
                                "{\"code\":\"x\",\"name\":\"x\"}",
                                "{\"code\":{},\"name\":\"x\",\"nonce\":\"x\"}",
                                "{\"code\":\"x\",\"name\":\" \",\"nonce\":\"x\"}",
                                "{\"code\":\"x\",\"name\":\"x\",\"nonce\":\"a\\nb\"}")
                        .toList()) {
            var answer = client.send("POST", "/api/host/enroll", null, body);

            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.code()).as(body).isEqualTo("invalid_request");
        }
    }

    @Test
    void unknownFieldsAreIgnored() {
        var body =
                "{\"code\":\"%s\",\"name\":\"x\",\"nonce\":\"%s\",\"mood\":\"good\"}"
                        .formatted(client.mint(), nonce());

        assertThat(client.send("POST", "/api/host/enroll", null, body).status()).isEqualTo(201);
    }

    @Test
    void aBodyOver16KiBIsRefused() {
        var body =
                "{\"code\":\"x\",\"nonce\":\"x\",\"name\":\"%s\"}".formatted("x".repeat(16 * 1024));

        var answer = client.send("POST", "/api/host/enroll", null, body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("invalid_request");
    }

    private TestClient.Answer enrolFrom(String address, String code) {
        return client.behindProxy(address).enrol(code, nonce());
    }

    private static String nonce() {
        return UUID.randomUUID().toString();
    }
}
