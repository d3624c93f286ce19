package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.testing.ScriptedServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("soak")
class DiallerTest {
    @Inject Dialler dialler;

    @Test
    void aThousandAttemptsThatFailLeaveNothingBehind() throws Exception {
        var server = ScriptedServer.start();
        var origin = Origin.parse(server.origin().toString(), false);
        server.close();
        dial(origin, 10);
        var before = clients();
        dial(origin, 1_000);
        assertThat(clients()).isLessThan(before + 10);
    }

    private void dial(Origin origin, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            var stream = new Stream(new FrameCodec(), null, System::nanoTime);
            assertThat(dialler.dial(origin, new Credential("o", "d1", "t1"), stream))
                    .isInstanceOf(Loss.Unreachable.class);
        }
    }

    /// The WebSocket clients in memory, after a collection of what nobody needs.
    private static long clients() throws Exception {
        var histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {null},
                                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .filter(line -> line.endsWith("io.vertx.core.http.impl.WebSocketClientImpl"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
                .sum();
    }
}
