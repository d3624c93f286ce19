package dev.fusionhost.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.MovableClock;
import dev.fusionhost.server.TestClient;
import dev.fusionhost.server.TestClient.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A token that is bound to a key, in the hands of those who have the key and of those who don't.
@QuarkusTest
class ProofTest {
    @TestHTTPResource URI server;
    @Inject MovableClock clock;
    @Inject Nonces nonces;
    @Inject ProofGate gate;

    private final Prover device = new Prover();
    private TestClient client;

    @BeforeEach
    void theServerHasRunForAWhile() {
        client = new TestClient(server);
        // The first look at the gate makes it.
        gate.judge(new Shown("GET", null, null, "", null, List.of()), null);
        clock.forward(ProofGate.AHEAD.plusSeconds(2));
    }

    @Test
    void whoShowsAKeyGetsATokenThatIsBoundToIt() {
        var token = enrolled();
        assertThat(self(token, proof(token)).status()).isEqualTo(200);
    }

    @Test
    void whoShowsNoneGetsAnOrdinaryOne() {
        var code = client.mint();
        var answer = client.enrol(code, UUID.randomUUID().toString());
        assertThat(answer.body().has("tokenType")).isFalse();
    }

    @Test
    void aStolenTokenIsWorthNothing() {
        var token = enrolled();

        isUnproven(client.send("GET", Wire.SELF_PATH, token, null));
        isUnproven(
                client.sendWith(
                        List.of("Authorization", "DPoP " + token), "GET", Wire.SELF_PATH, null));
        var thief = new Prover();
        isUnproven(self(token, thief.proof("GET", url(), token, null, clock.instant())));
        assertThat(self(token, proof(token)).status()).as("the device itself").isEqualTo(200);
    }

    @Test
    void aTokenThatWasNeverGivenOutIsInvalidWhateverIsProven() {
        var token = "fht_" + "x".repeat(43);
        assertThat(self(token, proof(token)).code()).isEqualTo("invalid_token");
    }

    @Test
    void aTokenWithoutAKeyIsNoDpopToken() {
        var token = client.enrolled().token();
        isUnproven(self(token, proof(token)));
    }

    @Test
    void aCapturedProofIsRefusedTheSecondTime() {
        var token = enrolled();
        var captured = proof(token);
        assertThat(self(token, captured).status()).isEqualTo(200);

        for (var i = 0; i < 2; i++) isUnproven(self(token, captured));
        clock.forward(ProofGate.BEHIND.plusSeconds(1));
        assertThat(self(token, captured).code()).as("too old").isEqualTo("use_dpop_nonce");
    }

    @Test
    void aCapturedUpgradeIsRefusedTheSecondTime() throws IOException {
        var token = enrolled();
        var stream = server.resolve(Wire.STREAM_PATH);
        var request =
                """
                GET %s HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                Sec-WebSocket-Protocol: %s\r
                Authorization: DPoP %s\r
                DPoP: %s\r
                \r
                """
                        .formatted(
                                Wire.STREAM_PATH,
                                server.getRawAuthority(),
                                Wire.SUBPROTOCOL,
                                token,
                                device.proof("GET", stream, token, null, clock.instant()));

        assertThat(answerTo(request)).startsWith("HTTP/1.1 101");
        assertThat(answerTo(request)).startsWith("HTTP/1.1 401");
    }

    @Test
    void aProofForSomethingElseIsRefused() {
        var token = enrolled();

        isUnproven(bent(token, claims -> claims.claim("htm", "DELETE")));
        isUnproven(bent(token, claims -> claims.claim("htm", null)));
        isUnproven(bent(token, claims -> claims.claim("htu", server.resolve("/api/host/stream"))));
        isUnproven(bent(token, claims -> claims.claim("htu", "http://else" + Wire.SELF_PATH)));
        isUnproven(bent(token, claims -> claims.claim("htu", Wire.SELF_PATH)));
        isUnproven(bent(token, claims -> claims.claim("htu", 7)));
        isUnproven(bent(token, claims -> claims.claim("ath", "x".repeat(43))));
        isUnproven(bent(token, claims -> claims.claim("ath", null)));
        isUnproven(bent(token, claims -> claims.jwtID(null)));
        isUnproven(bent(token, claims -> claims.jwtID("x".repeat(200))));
    }

    @Test
    void aTrustedProxyTellsWhichHostWasAskedFor() {
        var token = enrolled();
        var url = URI.create("https://fusion.example" + Wire.SELF_PATH);
        var headers =
                List.of(
                        "Authorization",
                        "DPoP " + token,
                        "DPoP",
                        device.proof("GET", url, token, null, clock.instant()),
                        "X-Forwarded-Host",
                        "fusion.example");
        assertThat(client.sendWith(headers, "GET", Wire.SELF_PATH, null).status()).isEqualTo(200);
    }

    @Test
    void whatIsNoProofIsRefused() {
        var token = enrolled();
        var claims = Prover.claims("GET", url(), token, null, clock.instant()).build();

        isUnproven(self(token, "no proof"));
        isUnproven(self(token, "a.b.c"));
        isUnproven(self(token, "x".repeat(5_000)));
        var jwt = device.head().type(JOSEObjectType.JWT).build();
        isUnproven(self(token, device.signed(jwt, claims)));
        isUnproven(self(token, device.signed(device.head().jwk(null).build(), claims)));
        // Another's key in the head of what we have signed.
        var foreign = device.head().jwk(new Prover().key().toPublicJWK()).build();
        isUnproven(self(token, device.signed(foreign, claims)));
        var good = proof(token);
        var none = good.replaceFirst("^[^.]*", "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6Im5vbmUifQ");
        isUnproven(self(token, none));
        var headers = List.of("Authorization", "DPoP " + token, "DPoP", good, "DPoP", good);
        isUnproven(client.sendWith(headers, "GET", Wire.SELF_PATH, null));
    }

    @Test
    void aClockThatIsOffIsHelpedByANonce() {
        var token = enrolled();
        for (var off :
                List.of(Duration.ofMinutes(-6), Duration.ofMinutes(2), Duration.ofDays(-400))) {
            var now = clock.instant().plus(off);
            var asked = self(token, device.proof("GET", url(), token, null, now));
            assertThat(asked.status()).isEqualTo(401);
            assertThat(asked.code()).isEqualTo("use_dpop_nonce");

            var nonce = asked.response().headers().firstValue("DPoP-Nonce").orElseThrow();
            var again = device.proof("GET", url(), token, nonce, now);
            assertThat(self(token, again).status()).isEqualTo(200);
            isUnproven(self(token, again));
        }
    }

    @Test
    void aNonceThatIsOldOrNotOursIsAnsweredWithANewOne() {
        var token = enrolled();
        var old = nonces.fresh();
        clock.forward(Nonces.LIFETIME);
        for (var nonce :
                List.of(old, "x".repeat(32), "?", nonces.fresh().replaceFirst("^.", "B"))) {
            var proof = device.proof("GET", url(), token, nonce, clock.instant());
            assertThat(self(token, proof).code()).isEqualTo("use_dpop_nonce");
        }
    }

    @Test
    void aRepeatedAttemptGetsTheSameTokenForTheSameKeyAlone() {
        var code = client.mint();
        var nonce = UUID.randomUUID().toString();
        var first = enrol(device, code, nonce);
        assertThat(enrol(device, code, nonce).body()).isEqualTo(first.body());

        assertThat(enrol(new Prover(), code, nonce).code()).isEqualTo("used_code");
        assertThat(client.enrol(code, nonce).code()).isEqualTo("used_code");
    }

    private String enrolled() {
        var answer = enrol(device, client.mint(), UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("tokenType").asText()).isEqualTo("DPoP");
        return answer.body().path("token").asText();
    }

    private Answer enrol(Prover prover, String code, String nonce) {
        var url = server.resolve(Wire.ENROL_PATH);
        var headers = List.of("DPoP", prover.proof("POST", url, null, null, clock.instant()));
        return client.sendWith(headers, "POST", Wire.ENROL_PATH, TestClient.enrolment(code, nonce));
    }

    private URI url() {
        return server.resolve(Wire.SELF_PATH);
    }

    private String proof(String token) {
        return device.proof("GET", url(), token, null, clock.instant());
    }

    private Answer bent(String token, UnaryOperator<JWTClaimsSet.Builder> bend) {
        return self(token, device.bent("GET", url(), token, clock.instant(), bend));
    }

    private Answer self(String token, String proof) {
        var headers = List.of("Authorization", "DPoP " + token, "DPoP", proof);
        return client.sendWith(headers, "GET", Wire.SELF_PATH, null);
    }

    private static void isUnproven(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid_dpop_proof");
    }

    private String answerTo(String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }
}
