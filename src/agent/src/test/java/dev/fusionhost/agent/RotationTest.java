package dev.fusionhost.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.CredentialFiles;
import dev.fusionhost.agent.credentials.Lookup;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.testing.Reply;
import dev.fusionhost.testing.ScriptedServer;
import dev.fusionhost.testing.Seen;
import dev.fusionhost.testing.Session;
import dev.fusionhost.testing.Upgrade;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host changes its token when its server says so.
@QuarkusTest
class RotationTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject FusionHost host;
    @Inject HostHome home;
    @TempDir Path root;

    private ScriptedServer server;
    private RunningHost running;

    @BeforeEach
    void aServer() {
        server = ScriptedServer.start();
    }

    @AfterEach
    void allIsStopped() {
        running.close();
        server.close();
    }

    @Test
    void theNextTokenIsKeptThenUsedThenTheOnlyOne() {
        var session = rotated();
        await(() -> kept().token().equals(server.nextToken()) && kept().next() == null);

        var asked = server.requests(Wire.TOKEN_PATH).getFirst();
        assertThat(asked.bearer()).contains(server.token());
        var confirmed = server.requests(Wire.SELF_PATH).getLast();
        assertThat(confirmed.bearer()).contains(server.nextToken());
        session.drop();
        assertThat(next().request().bearer()).contains(server.nextToken());
    }

    @Test
    void aTokenThatIsBoundStaysSo() {
        server.bindTokens();
        rotated();
        await(() -> kept().token().equals(server.nextToken()));
        assertThat(kept().bound()).isTrue();
        assertThat(server.requests(Wire.TOKEN_PATH).getFirst().dpop()).contains(server.token());
        assertThat(server.requests(Wire.SELF_PATH).getLast().dpop()).contains(server.nextToken());
    }

    @Test
    void whereNothingConfirmsTheNextTokenTheNextStreamDoes() {
        server.answerSelf(Reply.html(502, "<h1>Bad gateway</h1>"));
        var session = rotated();
        await(() -> server.requests(Wire.SELF_PATH).size() == 1);
        assertThat(kept().token()).isEqualTo(server.token());
        assertThat(kept().next()).isEqualTo(server.nextToken());

        session.drop();
        assertThat(next().request().bearer()).contains(server.nextToken());
        await(() -> kept().next() == null);
        assertThat(kept().token()).isEqualTo(server.nextToken());
    }

    @Test
    void aNextTokenThatTheServerDoesNotKnowIsDroppedAndThePresentOneShownAtOnce() {
        server.answerSelf(Reply.refusal(401, "invalid_token"));
        var session = rotated();
        await(() -> server.requests(Wire.SELF_PATH).size() == 1);

        server.nextUpgrades(1, Upgrade.refuse(Reply.refusal(401, "invalid_token")));
        session.drop();
        assertThat(next().request().bearer()).contains(server.token());
        assertThat(server.requests(Wire.STREAM_PATH).stream().map(Seen::bearer).toList())
                .extracting(token -> token.orElseThrow())
                .containsExactly(server.token(), server.nextToken(), server.token());
        await(() -> kept().equals(new Credential(origin().toString(), "device-1", server.token())));
        assertThat(server.requests(Wire.SELF_PATH)).as("no doubt").hasSize(1);
    }

    @Test
    void whereTheServerKnowsNeitherTokenBothAreKept() {
        server.answerSelf(Reply.refusal(401, "invalid_token"));
        var session = rotated();
        await(() -> server.requests(Wire.SELF_PATH).size() == 1);

        server.nextUpgrades(2, Upgrade.refuse(Reply.refusal(401, "invalid_token")));
        session.drop();
        await(() -> server.requests(Wire.SELF_PATH).size() == 3);
        assertThat(kept().token()).isEqualTo(server.token());
        assertThat(kept().next()).isEqualTo(server.nextToken());
        assertThat(server.requests(Wire.SELF_PATH).stream().map(Seen::bearer).skip(1).toList())
                .extracting(token -> token.orElseThrow())
                .containsExactly(server.nextToken(), server.token());
    }

    @Test
    void aServerThatHasNoOtherTokenLeavesItAsItIs() {
        server.answerTokens(Reply.refusal(409, "not_asked"));
        var session = rotated();
        await(() -> server.requests(Wire.TOKEN_PATH).size() == 1);
        session.drop();
        assertThat(next().request().bearer()).contains(server.token());
    }

    @Test
    void whatCannotBeKeptIsNotUsedAndSaidOnce() throws Exception {
        var session = connected();
        Files.delete(new CredentialFiles(home.path()).file(origin()));
        for (var times = 1; times <= 2; times++) {
            var asked = times;
            session.send(new ServerFrame.Rotate());
            await(() -> server.requests(Wire.TOKEN_PATH).size() == asked);
        }
        session.drop();
        assertThat(next().request().bearer()).contains(server.token());
        assertThat(server.requests(Wire.SELF_PATH)).isEmpty();
        assertThat(running.log.stream().filter(line -> line.contains("it stays as it is")))
                .hasSize(1);
    }

    private Session rotated() {
        var session = connected();
        session.send(new ServerFrame.Rotate());
        await(() -> !server.requests(Wire.TOKEN_PATH).isEmpty());
        return session;
    }

    private Session connected() {
        running = new RunningHost(host, server, root);
        return next();
    }

    private Session next() {
        var session = server.awaitSession(LONG);
        session.hello();
        return session;
    }

    private Credential kept() {
        return ((Lookup.Found) new CredentialFiles(home.path()).find(origin())).credential();
    }

    private Origin origin() {
        return Origin.parse(server.origin().toString(), false);
    }

    private static void await(BooleanSupplier condition) {
        var until = Instant.now().plus(LONG);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(until);
            Thread.onSpinWait();
        }
    }
}
