package dev.fusionhost.testing;

import dev.fusionhost.protocol.Enrolment;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A server for hosts under test, on a free port of the loopback. It behaves well until a test says
/// otherwise: it enrols whoever asks, takes every stream, and answers hello with welcome.
///
/// ```java
/// try (var server = ScriptedServer.start()) {
///     server.nextUpgrades(2, Upgrade.refuse(Reply.html(401, "<h1>Log in</h1>")));
///     startHost(server.origin());
///     var session = server.awaitSession();
///     assertThat(session.call("file_info", Map.of("path", "/tmp")).ok()).isTrue();
/// }
/// ```
public final class ScriptedServer implements AutoCloseable {
    private final Vertx vertx = Listener.vertx();
    private final Reception reception = new Reception(vertx);
    private final Listener listener;
    private final String scheme;
    private final AtomicInteger sessionsGiven = new AtomicInteger();

    private ScriptedServer(@Nullable PfxOptions identity, @Nullable PemTrustOptions clients) {
        listener = new Listener(vertx, reception::handle, identity, clients);
        scheme = identity == null ? "http" : "https";
    }

    /// Starts a server that listens when this returns.
    public static ScriptedServer start() {
        return new ScriptedServer(null, null);
    }

    /// Starts a server that speaks TLS.
    ///
    /// @param identity a PKCS #12 file with its certificate and key
    public static ScriptedServer startSecure(Path identity, String password) {
        return new ScriptedServer(pfx(identity, password), null);
    }

    /// Starts a server that speaks TLS, and only with those who show a certificate.
    ///
    /// @param clients a PEM file of the authorities that vouch for them
    public static ScriptedServer startSecure(Path identity, String password, Path clients) {
        return new ScriptedServer(
                pfx(identity, password), new PemTrustOptions().addCertPath(clients.toString()));
    }

    private static PfxOptions pfx(Path identity, String password) {
        return new PfxOptions().setPath(identity.toString()).setPassword(password);
    }

    /// Where the server is: scheme, host and port, without a path.
    public URI origin() {
        return URI.create(scheme + "://" + Listener.LOOPBACK + ":" + listener.port());
    }

    /// The id of the one identity that the server gives.
    public String deviceId() {
        return EnrolmentDesk.DEVICE_ID;
    }

    /// The token of the one identity that the server gives, another one each server.
    public String token() {
        return reception.enrolment.token;
    }

    /// Takes this pairing code alone; any other is `unknown_code`.
    public ScriptedServer expectCode(String code) {
        reception.enrolment.expectCode(code);
        return this;
    }

    /// Answers enrolments so from now on, where the code is right.
    public ScriptedServer answerEnrolments(Reply reply) {
        reception.enrolment.enrolment.always(reply);
        return this;
    }

    /// Answers the next enrolments so, and then as before.
    public ScriptedServer answerNextEnrolments(int times, Reply reply) {
        reception.enrolment.enrolment.next(times, reply);
        return this;
    }

    /// Binds tokens to the keys of those who enrol, and says so. At first it ignores their proofs.
    public ScriptedServer bindTokens() {
        reception.enrolment.bindTokens();
        return this;
    }

    /// Refuses each request whose proof lacks this nonce, from now on, and asks for it.
    public ScriptedServer wantNonce(String nonce) {
        reception.wantedNonce = nonce;
        return this;
    }

    /// The token that the server gives to a device that is to change its own.
    public String nextToken() {
        return reception.enrolment.nextToken;
    }

    /// Answers `POST /api/host/self/token` so from now on.
    public ScriptedServer answerTokens(Reply reply) {
        reception.enrolment.tokens.always(reply);
        return this;
    }

    /// Answers `GET /api/host/self` so from now on.
    public ScriptedServer answerSelf(Reply reply) {
        reception.enrolment.self.always(reply);
        return this;
    }

    /// Answers the next `GET /api/host/self` so, and then as before.
    public ScriptedServer answerNextSelf(int times, Reply reply) {
        reception.enrolment.self.next(times, reply);
        return this;
    }

    /// Treats streams so from now on.
    public ScriptedServer upgrades(Upgrade upgrade) {
        reception.upgrade.always(upgrade);
        return this;
    }

    /// Treats the next streams so, and then as before. Calls add up, in their order.
    public ScriptedServer nextUpgrades(int times, Upgrade upgrade) {
        reception.upgrade.next(times, upgrade);
        return this;
    }

    /// Whether each result is answered with `settled` at once. Off at first.
    public ScriptedServer settleResults(boolean settles) {
        reception.settlesResults = settles;
        return this;
    }

    /// Waits 10 s for the next stream that was taken.
    public Session awaitSession() {
        return awaitSession(Session.PATIENCE);
    }

    /// Waits for the next stream that was taken; each is given once, in order.
    public synchronized Session awaitSession(Duration patience) {
        var session = reception.sessions.await("new session", patience, sessionsGiven.get());
        sessionsGiven.incrementAndGet();
        return session;
    }

    /// Waits until this many streams have been asked for since the start, refused ones included.
    public void awaitUpgrades(int count, Duration patience) {
        reception.upgrades.await("upgrade " + count, patience, count - 1);
    }

    /// How many streams have been asked for since the start, refused ones included.
    public int upgrades() {
        return reception.upgrades.all().size();
    }

    /// How many TCP connections have been taken since the start.
    public int connections() {
        return listener.accepted();
    }

    /// How many TCP connections are open now.
    public int openConnections() {
        return listener.open();
    }

    /// Every request since the start, upgrades included.
    public List<Seen> requests() {
        return reception.requests.all();
    }

    /// The requests for a path.
    public List<Seen> requests(String path) {
        return requests().stream().filter(seen -> seen.path().equals(path)).toList();
    }

    /// The bodies of all enrolments that could be read.
    public List<Enrolment.Request> enrolments() {
        return reception.enrolment.requests();
    }

    /// Dies as a process does: every connection is reset, nobody listens any more.
    public void kill() {
        listener.kill();
    }

    /// Listens again, on the same port and with the same script.
    public void revive() {
        listener.revive();
    }

    @Override
    public void close() {
        kill();
        Listener.await(vertx.close());
    }
}
