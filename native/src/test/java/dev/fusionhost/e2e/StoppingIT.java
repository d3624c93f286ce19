package dev.fusionhost.e2e;

import static dev.fusionhost.e2e.Workshop.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.HostFrame.Bye;
import dev.fusionhost.protocol.ServerFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// How a host with a call at work ends, and how it leaves a server that does.
@EnabledOnOs(OS.LINUX)
class StoppingIT {
    @TempDir Path folder;
    private Workshop workshop;

    @BeforeEach
    void aHostAndItsServer() throws IOException {
        workshop = Workshop.patient(folder);
    }

    @AfterEach
    void allIsStopped() {
        workshop.close();
    }

    @Test
    void aHostThatIsAskedToEndFinishesItsCallAndDeliversTheResult() throws Exception {
        var session = workshop.start();
        var callId = workshop.work(60);
        session.awaitAck(callId);
        workshop.host().terminate();
        workshop.awaitDraining();
        workshop.letGo();
        assertThat(session.awaitResult(callId, LONG).ok()).isTrue();
        assertThat(session.awaitClose(LONG)).isEqualTo(1000);
        assertThat(workshop.host().awaitExit(LONG)).isZero();
    }

    @Test
    void aSecondSignalEndsItBeforeTheTimeThatTheFirstOneGives() throws Exception {
        var session = workshop.start();
        var callId = workshop.work(600);
        session.awaitAck(callId);
        workshop.awaitRun();
        workshop.host().terminate();
        workshop.awaitDraining();
        workshop.host().terminate();
        // The first alone would let it work for 40 s.
        assertThat(workshop.host().awaitExit(Duration.ofSeconds(30))).isIn(0, 75);
        assertAnsweredAfterTheNextStart(callId);
    }

    @Test
    @Tag("soak")
    void aCallThatNeverEndsHoldsItUpForItsTimeAndNoLonger() throws Exception {
        var session = workshop.start();
        var callId = workshop.work(600);
        session.awaitAck(callId);
        workshop.awaitRun();
        workshop.host().terminate();
        assertThat(workshop.host().awaitExit(Duration.ofMinutes(2))).isZero();
        assertThat(workshop.host().output()).contains("Some calls were still at work");
        assertAnsweredAfterTheNextStart(callId);
    }

    @Test
    void aServerThatDrainsGetsTheResultFirstAndTheHostComesBack() throws Exception {
        var session = workshop.start();
        var callId = workshop.work(60);
        session.awaitAck(callId);
        session.send(new ServerFrame.Drain(60));
        workshop.awaitRun();
        workshop.letGo();
        assertThat(session.awaitResult(callId, LONG).ok()).isTrue();
        assertThat(session.await(Bye.class, _ -> true, LONG)).isEqualTo(new Bye("drain"));
        var next = workshop.server.awaitSession(LONG);
        next.hello();
        next.send(workshop.again(callId));
        next.awaitResult(callId);
        assertThat(workshop.runs()).isOne();
    }

    private void assertAnsweredAfterTheNextStart(String callId) throws IOException {
        var next = workshop.start();
        assertThat(next.hello().unsettled()).containsExactly(callId);
        assertThat(next.awaitResult(callId).error().code()).isIn("cancelled", "interrupted");
        next.send(workshop.again(callId));
        next.call("list_roots", Map.of());
        assertThat(workshop.runs()).isOne();
    }
}
