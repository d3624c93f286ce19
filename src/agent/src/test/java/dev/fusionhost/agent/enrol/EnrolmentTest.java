package dev.fusionhost.agent.enrol;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every answer that a server, or something on the way to it, can give to an enrolment.
@QuarkusTest
class EnrolmentTest {
    private static final String ENROL = "/api/host/enroll";
    private static final String SELF = "/api/host/self";

    @Inject Enroller enroller;

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private Origin origin;

    @BeforeEach
    void aServerIsThere() {
        server.start();
        origin = Origin.parse(server.baseUrl(), false);
    }

    @AfterEach
    void itIsStopped() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({"deviceId, 201", "deviceId, 200", "device_id, 201"})
    void aGoodCodeGivesAnIdentity(String field, int status) {
        answer(
                jsonResponse(
                        "{\"%s\":\"d1\",\"token\":\"t1\",\"later\":1}".formatted(field), status));
        assertThat(enroller.enrol(origin, "CODE", "bench"))
                .isEqualTo(new Credential(origin.toString(), "d1", "t1"));
        var sent = server.findAll(postRequestedFor(urlEqualTo(ENROL))).getFirst().getBodyAsString();
        assertThat(sent)
                .contains("\"code\":\"CODE\"", "\"name\":\"bench\"", "\"os\":", "\"nonce\":");
    }

    @ParameterizedTest
    @CsvSource({
        "404, unknown_code, 77",
        "410, expired_code, 77",
        "410, used_code, 77",
        "400, invalid_request, 77",
        "403, something_new, 77",
        "429, locked_out, 75",
        "401, invalid_dpop_proof, 75",
        "401, use_dpop_nonce, 75",
        "503, unavailable, 75"
    })
    void aRefusalIsASentenceAndAnExitCode(int status, String code, int exitCode) {
        answer(jsonResponse("{\"code\":\"%s\",\"message\":\"no\"}".formatted(code), status));
        var failure = failure();
        assertThat(failure.exitCode().number()).isEqualTo(exitCode);
        assertThat(failure).hasMessageEndingWith(".").hasMessageNotContaining("CODE");
    }

    @Test
    void aServerMayBindTheTokenToOurKey() throws Exception {
        answer(jsonResponse("{\"deviceId\":\"d1\",\"token\":\"t1\",\"token_type\":\"DPoP\"}", 201));
        var credential = enroller.enrol(origin, "CODE", "bench");
        assertThat(credential.bound()).isTrue();
        var sent = server.findAll(postRequestedFor(urlEqualTo(ENROL))).getFirst();
        var proof = SignedJWT.parse(sent.getHeader("DPoP"));
        assertThat(proof.getHeader().getJWK())
                .isEqualTo(JWK.parse(Map.<String, Object>copyOf(credential.key())).toPublicJWK());
        assertThat(proof.getJWTClaimsSet().getStringClaim("htu"))
                .isEqualTo(server.baseUrl() + ENROL);
    }

    @Test
    void anAnswerThatIsNotOursIsNoVerdictOnTheCode() {
        answer(aResponse().withStatus(401).withBody("<h1>Log in to the proxy</h1>"));
        assertThat(failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void aSuccessWithoutAnIdentityIsNotOurs() {
        answer(jsonResponse("{\"deviceId\":\"d1\"}", 200));
        assertThat(failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer(aResponse().withStatus(307).withHeader("Location", server.baseUrl() + "/else"));
        assertThat(failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        server.verify(0, postRequestedFor(urlEqualTo("/else")));
    }

    @Test
    void aLostReplyIsAskedForAgainWithTheSameNonce() throws Exception {
        server.stubFor(
                post(ENROL)
                        .inScenario("lost")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("again")
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        server.stubFor(
                post(ENROL)
                        .inScenario("lost")
                        .whenScenarioStateIs("again")
                        .willReturn(jsonResponse("{\"deviceId\":\"d1\",\"token\":\"t1\"}", 201)));
        assertThat(enroller.enrol(origin, "CODE", "bench").deviceId()).isEqualTo("d1");
        var bodies = server.findAll(postRequestedFor(urlEqualTo(ENROL)));
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(0).getBodyAsString()).isEqualTo(bodies.get(1).getBodyAsString());
        var one = SignedJWT.parse(bodies.get(0).getHeader("DPoP"));
        var other = SignedJWT.parse(bodies.get(1).getHeader("DPoP"));
        assertThat(one.getHeader().getJWK()).isEqualTo(other.getHeader().getJWK());
        assertThat(one.getJWTClaimsSet().getJWTID())
                .isNotEqualTo(other.getJWTClaimsSet().getJWTID());
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        server.stop();
        assertThat(failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"deviceId\":\"d1\"}', GOOD",
        "401, '{\"code\":\"invalid_token\"}', REFUSED",
        "410, '{\"code\":\"revoked\"}', REFUSED",
        "401, '<h1>Log in</h1>', UNKNOWN",
        "401, '{}', UNKNOWN",
        "401, '{\"code\":\"invalid_dpop_proof\"}', UNKNOWN",
        "401, '{\"code\":\"use_dpop_nonce\"}', UNKNOWN",
        "500, '{\"code\":\"oops\"}', UNKNOWN"
    })
    void onlyOurOwnJsonIsAWordOnAnIdentity(int status, String body, Standing standing) {
        server.stubFor(get(SELF).willReturn(aResponse().withStatus(status).withBody(body)));
        var credential = new Credential(origin.toString(), "d1", "t1");
        assertThat(enroller.standing(origin, credential)).isEqualTo(standing);
    }

    @ParameterizedTest
    @CsvSource({"204, ''", "401, '{\"code\":\"invalid_token\"}'", "410, '{\"code\":\"revoked\"}'"})
    void anIdentityIsGivenUpOnceTheServerKnowsItNoMore(int status, String body) {
        server.stubFor(delete(SELF).willReturn(aResponse().withStatus(status).withBody(body)));
        enroller.leave(origin, new Credential(origin.toString(), "d1", "t1"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, '{\"code\":\"slow_down\"}', 75",
        "503, '{\"code\":\"unavailable\"}', 75",
        "401, '<h1>Log in</h1>', 69"
    })
    void anIdentityIsNotGivenUpBecauseTheServerHasNoTime(int status, String body, int exitCode) {
        server.stubFor(delete(SELF).willReturn(aResponse().withStatus(status).withBody(body)));
        var credential = new Credential(origin.toString(), "d1", "t1");
        var failure =
                catchThrowableOfType(HostFailure.class, () -> enroller.leave(origin, credential));
        assertThat(failure.exitCode().number()).isEqualTo(exitCode);
    }

    @Test
    void whoIsStoppedWhileAskingStaysStopped() throws Exception {
        server.stubFor(get(SELF).willReturn(aResponse().withFixedDelay(8_000)));
        var credential = new Credential(origin.toString(), "d1", "t1");
        var stopped = new CompletableFuture<Boolean>();
        var asking =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    var _ = enroller.standing(origin, credential);
                                    stopped.complete(Thread.currentThread().isInterrupted());
                                });
        asking.interrupt();
        assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        server.stubFor(post(ENROL).willReturn(answer));
    }

    private HostFailure failure() {
        return catchThrowableOfType(
                HostFailure.class, () -> enroller.enrol(origin, "CODE", "bench"));
    }
}
