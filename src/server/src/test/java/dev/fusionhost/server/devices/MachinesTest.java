package dev.fusionhost.server.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.server.MovableClock;
import dev.fusionhost.server.TestClient;
import dev.fusionhost.server.TestDevice;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MachinesTest {
    @TestHTTPResource URI server;
    @Inject MovableClock clock;

    private TestClient client;
    private Enrolment.Response identity;

    @BeforeEach
    void aDevice() {
        client = new TestClient(server);
        identity = client.enrolled();
    }

    @Test
    void twoMachinesThatTakeOverFromOneAnotherAreSeenAndNeitherIsRevoked() {
        try (var one = TestDevice.booted(server, identity, "one");
                var two = TestDevice.booted(server, identity, "two")) {
            assertThat(one.closeCode()).isEqualTo(CloseCode.REPLACED);
            assertThat(view().path("sharedIdentity").asBoolean())
                    .as("it may have restarted")
                    .isFalse();
            assertThat(view().has("machines")).isFalse();

            try (var _ = TestDevice.booted(server, identity, "one")) {
                assertThat(two.closeCode()).isEqualTo(CloseCode.REPLACED);
                var machines = view().path("machines");
                assertThat(view().path("sharedIdentity").asBoolean()).isTrue();
                assertThat(machines.findValuesAsText("bootId")).containsExactly("one", "two");
                assertThat(machines.findValuesAsText("name")).containsOnly("workshop");
                assertThat(machines.findValuesAsText("address")).containsOnly("127.0.0.1");
                assertThat(machines.findValuesAsText("lastCame")).hasSize(2);
            }
        }
        clock.forward(Machines.SHOWN);
        assertThat(view().path("sharedIdentity").asBoolean()).isFalse();
    }

    @Test
    void aHostThatIsStartedAgainAndAgainIsOneMachine() {
        for (var boot : new String[] {"1", "1", "2", "3", "3", "4"})
            TestDevice.booted(server, identity, boot).close();
        assertThat(view().path("sharedIdentity").asBoolean()).isFalse();
    }

    private JsonNode view() {
        for (var device : client.operator("GET", "devices", null).body())
            if (device.path("id").asText().equals(identity.deviceId())) return device;
        throw new AssertionError("the device is gone");
    }
}
