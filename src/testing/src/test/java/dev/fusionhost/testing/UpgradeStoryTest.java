package dev.fusionhost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.Wire;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What can happen to a device that asks for its stream.
class UpgradeStoryTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStreamIsTakenAndWelcomed() throws Exception {
        try (var device = new Device(server.origin())) {
            assertThat(device.socket.getSubprotocol()).isEqualTo(Wire.SUBPROTOCOL);
            device.sayHello();

            var session = server.awaitSession();
            assertThat(session.hello().name()).isEqualTo("JDK");
            var welcome = device.hear(ServerFrame.Welcome.class);
            assertThat(welcome.sessionId()).startsWith("session-");
            assertThat(welcome.heartbeatSeconds()).isNull();
            assertThat(session.request().bearer()).hasValue("token");
            assertThat(session.closed()).isFalse();
        }
    }

    @Test
    void aWelcomeCarriesWhatTheTestWants() throws Exception {
        server.upgrades(Upgrade.welcome(5, "call-1", "call-2"));
        try (var device = new Device(server.origin()).sayHello()) {
            var welcome = device.hear(ServerFrame.Welcome.class);
            assertThat(welcome.heartbeatSeconds()).isEqualTo(5);
            assertThat(welcome.settled()).isEqualTo(List.of("call-1", "call-2"));
        }
    }

    @Test
    void aStreamWithoutWelcomeGoesStraightToItsCalls() throws Exception {
        server.upgrades(Upgrade.withoutWelcome());
        try (var device = new Device(server.origin()).sayHello()) {
            var session = server.awaitSession();
            session.hello();
            session.cancel("call-0");
            assertThat(device.hear()).isEqualTo(new ServerFrame.Cancel("call-0"));
        }
    }

    @Test
    void refusalsComeInTheirOrderAndThenItWorks() {
        server.nextUpgrades(1, Upgrade.refuse(Reply.html(401, "<h1>Log in</h1>")))
                .nextUpgrades(
                        2,
                        Upgrade.refuse(Reply.refusal(503, "draining").with("Retry-After", "120")));

        assertThat(refused().statusCode()).isEqualTo(401);
        assertThat(refused().headers().firstValue("Retry-After")).hasValue("120");
        assertThat(refused().statusCode()).isEqualTo(503);
        try (var device = new Device(server.origin())) {
            server.awaitSession();
            assertThat(device.closed).isNotDone();
        }
        assertThat(server.upgrades()).isEqualTo(4);
    }

    @Test
    void aRefusalLastsUntilItIsChanged() {
        server.upgrades(Upgrade.refuse(Reply.refusal(410, "revoked")));
        assertThat(refused().statusCode()).isEqualTo(410);
        assertThat(refused().statusCode()).isEqualTo(410);

        server.upgrades(Upgrade.accept());
        new Device(server.origin()).close();
        server.awaitUpgrades(3, Duration.ZERO);
    }

    @Test
    void aRedirectNamesTheOtherPlace() {
        server.upgrades(Upgrade.redirectTo(URI.create("http://127.0.0.1:1/elsewhere")));

        var answer = refused();
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("http://127.0.0.1:1/elsewhere");
    }

    @Test
    void aStalledUpgradeIsNeverAnswered() {
        server.upgrades(Upgrade.stall());

        assertThatThrownBy(() -> new Device(server.origin(), "token", SHORT))
                .hasRootCauseInstanceOf(HttpTimeoutException.class);
        assertThat(server.upgrades()).isEqualTo(1);
    }

    @Test
    void aDelayedUpgradeIsTakenInTheEnd() throws Exception {
        server.upgrades(Upgrade.acceptAfter(SHORT));
        long asked = System.nanoTime();
        try (var device = new Device(server.origin()).sayHello()) {
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(SHORT);
            assertThat(device.hear()).isInstanceOf(ServerFrame.Welcome.class);
        }
    }

    @Test
    void aDeviceThatDoesntWaitForADelayedUpgradeLeavesNoSession() {
        server.nextUpgrades(1, Upgrade.acceptAfter(SHORT.multipliedBy(2)));
        assertThatThrownBy(() -> new Device(server.origin(), "impatient", SHORT))
                .hasRootCauseInstanceOf(HttpTimeoutException.class);

        try (var _ = new Device(server.origin(), "patient", Duration.ofSeconds(5))) {
            assertThat(server.awaitSession().request().bearer()).hasValue("patient");
        }
    }

    @Test
    void aSubprotocolThatNobodyAskedForIsAnswered() {
        server.upgrades(Upgrade.wrongSubprotocol());
        assertThatThrownBy(() -> new Device(server.origin()))
                .hasRootCauseMessage("Unexpected subprotocol: other-host.v9");
    }

    @Test
    void aSubprotocolCanBeMissing() {
        server.upgrades(Upgrade.withoutSubprotocol());
        try (var device = new Device(server.origin())) {
            assertThat(device.socket.getSubprotocol()).isEmpty();
        }
        var seen = server.requests(Wire.STREAM_PATH).getFirst();
        assertThat(seen.header("sec-websocket-protocol")).hasValue(Wire.SUBPROTOCOL);
    }

    @Test
    void aKilledServerIsGoneAndARevivedOneIsBackOnItsPort() throws Exception {
        var origin = server.origin();
        try (var device = new Device(origin).sayHello()) {
            var session = server.awaitSession();
            session.hello();

            server.kill();
            assertThat(device.closed.get()).isEqualTo(1006);
            assertThat(session.awaitClose(Duration.ofSeconds(5))).isEqualTo(1006);
            assertThat(server.openConnections()).isZero();
            assertThatThrownBy(() -> new Device(origin))
                    .hasRootCauseInstanceOf(ClosedChannelException.class)
                    .hasCauseInstanceOf(ConnectException.class);
        }

        server.revive();
        assertThat(server.origin()).isEqualTo(origin);
        try (var device = new Device(origin).sayHello()) {
            assertThat(device.hear()).isInstanceOf(ServerFrame.Welcome.class);
            assertThat(server.awaitSession().hello().deviceId()).isEqualTo("device-1");
            assertThat(server.openConnections()).isEqualTo(1);
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void killingTakesStalledConnectionsToo() {
        server.upgrades(Upgrade.stall());
        var killer =
                Thread.startVirtualThread(
                        () -> {
                            server.awaitUpgrades(1, Duration.ofSeconds(5));
                            server.kill();
                        });

        assertThatThrownBy(() -> new Device(server.origin()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(killer).satisfies(Thread::join);
    }

    @Test
    void aMissingStreamIsToldWithWhatCame() {
        server.upgrades(Upgrade.refuse(Reply.empty(404)));
        refused();

        assertThatThrownBy(() -> server.awaitSession(SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no new session within PT0.3S; 0 sessions so far: []");
        assertThatThrownBy(() -> server.awaitUpgrades(2, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("no upgrade 2 within PT0.3S; 1 upgrades so far: [Seen[");
    }

    private HttpResponse<?> refused() {
        var failed =
                catchThrowableOfType(
                        CompletionException.class, () -> new Device(server.origin()).close());
        assertThat(failed).hasCauseInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) failed.getCause()).getResponse();
    }
}
