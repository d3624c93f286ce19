package dev.fusionhost.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.network.Proxy;
import dev.fusionhost.agent.network.Route;
import dev.fusionhost.agent.proof.Authorization;
import dev.fusionhost.agent.proof.DeviceKey;
import dev.fusionhost.testing.Reply;
import dev.fusionhost.testing.ScriptedProxy;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.SelfSigned;
import dev.fusionhost.testing.Upgrade;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be wrong with a way to a server, and what is said about it.
class WayExamTest {
    private static final Route STRAIGHT = new Route(null, null, null);

    @TempDir Path folder;
    private ScriptedServer server;
    private Authorization device = Authorization.of(new Credential("o", "d1", "t1"));
    private final List<Finding> findings = new ArrayList<>();

    @BeforeEach
    void aServerIsThere() {
        server = ScriptedServer.start();
    }

    @AfterEach
    void itIsStopped() {
        server.close();
    }

    @Test
    void aGoodWayIsFineToItsEnd() {
        assertThat(examine(server.origin(), STRAIGHT)).isTrue();
        assertThat(findings).noneMatch(Finding::wrong);
        assertThat(stream().sentence())
                .matches("The server lets it begin in \\d+ ms, and answers a ping in \\d+ ms");
    }

    @Test
    void aNameThatNobodyHas() {
        examine(URI.create("https://no-such-host.invalid"), STRAIGHT);
        assertWrong("connection", ExitCode.UNAVAILABLE, "No host is named no-such-host.invalid");
    }

    @Test
    void aPortOnWhichNothingListens() {
        server.kill();
        examine(server.origin(), STRAIGHT);
        assertWrong("connection", ExitCode.UNAVAILABLE, "Nothing listens on 127.0.0.1:");
    }

    @Test
    void aProxyThatWantsAPassword() {
        try (var proxy = ScriptedProxy.start().demand("user", "secret")) {
            examine(server.origin(), by(proxy, null));
            assertWrong("tunnel", ExitCode.UNAVAILABLE, "wants a user and a password (407)");
        }
    }

    @Test
    void aProxyThatGetsItLetsThrough() {
        try (var proxy = ScriptedProxy.start().demand("user", "secret")) {
            assertThat(examine(server.origin(), by(proxy, "secret"))).isTrue();
            assertThat(proxy.targets()).hasSize(1);
        }
    }

    @Test
    void aProxyThatIsNone() {
        var port = server.origin().getPort();
        examine(server.origin(), new Route(new Proxy("127.0.0.1", port, null, null), null, null));
        assertWrong("tunnel", ExitCode.UNAVAILABLE, "The proxy refuses to connect");
    }

    @Test
    void anAuthorityThatNobodyKnows() {
        try (var secure = secure(SelfSigned.in(folder))) {
            examine(secure.origin(), STRAIGHT);
            assertWrong("TLS", ExitCode.UNAVAILABLE, "certificate is not trusted");
        }
    }

    @Test
    void aCertificateThatHasExpired() throws Exception {
        var expired = ExpiredCertificate.in(folder);
        try (var secure = ScriptedServer.startSecure(expired.store(), SelfSigned.PASSWORD)) {
            examine(secure.origin(), trusting(expired.authority(), "authority"));
            assertWrong("TLS", ExitCode.UNAVAILABLE, "has expired");
        }
    }

    @Test
    void aCertificateOfAnotherHost() throws Exception {
        var identity = SelfSigned.in(folder);
        try (var secure = secure(identity)) {
            examine(
                    URI.create("https://localhost:" + secure.origin().getPort()),
                    trusting(identity.store(), "server"));
            assertWrong("TLS", ExitCode.UNAVAILABLE, "TLS failed");
        }
    }

    @Test
    void aCertificateThatSoonExpiresIsOnlyNoted() throws Exception {
        var identity = SelfSigned.in(folder);
        try (var secure = secure(identity)) {
            assertThat(examine(secure.origin(), trusting(identity.store(), "server"))).isTrue();
            var tls = finding("TLS");
            assertThat(tls.wrong()).isFalse();
            assertThat(tls.sentence()).contains("Issued by CN=test");
            assertThat(tls.advice()).contains("renew");
        }
    }

    @Test
    void aServerThatDoesNotSpeakTls() {
        examine(URI.create("https://127.0.0.1:" + server.origin().getPort()), STRAIGHT);
        assertWrong("TLS", ExitCode.UNAVAILABLE, "TLS failed");
    }

    @Test
    void aClockThatIsOff() {
        var later = ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofHours(2));
        server.answerSelf(
                Reply.json(200, "{\"deviceId\":\"d\"}")
                        .with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(later)));
        assertThat(examine(server.origin(), STRAIGHT)).isTrue();
        assertThat(finding("clock").sentence()).contains("minutes behind the server's");
        assertThat(finding("clock").advice()).isNotNull();
    }

    @Test
    void anIdentityThatTheServerDoesNotAccept() {
        server.answerSelf(Reply.refusal(401, "invalid_token"));
        examine(server.origin(), STRAIGHT);
        assertWrong("server", ExitCode.NO_PERMISSION, "identity (401 invalid_token)");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void somethingThatAnswersInTheServersPlace(int status) {
        server.answerSelf(Reply.html(status, "<h1>Log in</h1>"));
        examine(server.origin(), STRAIGHT);
        assertWrong("server", ExitCode.UNAVAILABLE, "Something else answers in its place");
    }

    @Test
    void aPageOfAnotherServer() {
        server.answerSelf(Reply.html(200, "<h1>Welcome</h1>"));
        examine(server.origin(), STRAIGHT);
        assertWrong("server", ExitCode.UNAVAILABLE, "no Fusion server at this URL (200)");
    }

    @Test
    void aRedirect() {
        server.answerSelf(Reply.empty(301).with("Location", "https://elsewhere.internal"));
        examine(server.origin(), STRAIGHT);
        assertWrong("server", ExitCode.UNAVAILABLE, "Redirects to https://elsewhere.internal");
    }

    @Test
    void aServerThatHasNoTime() {
        server.answerSelf(Reply.html(503, "busy"));
        examine(server.origin(), STRAIGHT);
        assertWrong("server", ExitCode.TEMPORARY, "out of order (503)");
    }

    @Test
    void aDeviceWithoutAnIdentityLearnsThatItIsAFusionServer() {
        server.answerSelf(Reply.refusal(401, "invalid_token"));
        var origin = Origin.parse(server.origin().toString(), false);
        assertThat(
                        new WayExam(origin, STRAIGHT, InstantSource.system())
                                .examine(Authorization.none(), findings::add))
                .isTrue();
        assertThat(finding("server").sentence()).isEqualTo("Is a Fusion server");
    }

    @Test
    void aPathWithoutWebSocket() {
        server.upgrades(Upgrade.refuse(Reply.html(404, "not here")));
        assertThat(stream().sentence()).isEqualTo("The server does not let it begin (404)");
        server.upgrades(Upgrade.withoutSubprotocol());
        assertThat(stream().sentence()).contains("does not speak our protocol");
    }

    @Test
    void aServerThatWantsANonceGetsIt() {
        device = bound();
        server.wantNonce("nonce-1");
        assertThat(examine(server.origin(), STRAIGHT)).isTrue();
        assertThat(stream().sentence())
                .matches("The server lets it begin in \\d+ ms, and answers a ping in \\d+ ms");
        assertThat(server.requests()).hasSize(4).allMatch(seen -> seen.dpop().isPresent());
    }

    @Test
    void aProofThatIsRefusedIsNoVerdictOnTheIdentity() {
        device = bound();
        server.answerSelf(Reply.refusal(401, "invalid_dpop_proof"));
        examine(server.origin(), STRAIGHT);
        assertWrong("server", ExitCode.UNAVAILABLE, "Does not accept the proof");
    }

    private static Authorization bound() {
        return Authorization.of(new Credential("o", "d1", "t1").boundTo(DeviceKey.fresh().jwk()));
    }

    private boolean examine(URI uri, Route route) {
        var origin = Origin.parse(uri.toString(), false);
        return new WayExam(origin, route, InstantSource.system()).examine(device, findings::add);
    }

    private Finding stream() {
        var origin = Origin.parse(server.origin().toString(), false);
        return new WayExam(origin, STRAIGHT, InstantSource.system()).stream(device);
    }

    /// It is the last one, since nothing is looked at behind what is in the way.
    private void assertWrong(String step, ExitCode verdict, String part) {
        var last = findings.getLast();
        assertThat(last.step()).as(findings.toString()).isEqualTo(step);
        assertThat(last.verdict()).isEqualTo(verdict);
        assertThat(last.sentence()).contains(part);
        assertThat(last.advice()).isNotBlank();
    }

    private Finding finding(String step) {
        return findings.stream()
                .filter(finding -> finding.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static ScriptedServer secure(SelfSigned identity) {
        return ScriptedServer.startSecure(identity.store(), SelfSigned.PASSWORD);
    }

    private static Route by(ScriptedProxy proxy, @Nullable String password) {
        var user = password == null ? null : "user";
        return new Route(new Proxy("127.0.0.1", proxy.port(), user, password), null, null);
    }

    private static Route trusting(Path file, String alias)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, SelfSigned.PASSWORD.toCharArray());
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(alias, store.getCertificate(alias));
        return new Route(null, trusted, null);
    }
}
