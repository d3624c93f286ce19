package dev.fusionhost.server.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.TestClient;
import dev.fusionhost.server.TestDevice;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SelfTest {
    @TestHTTPResource URI server;

    private TestClient client;

    @BeforeEach
    void dial() {
        client = new TestClient(server);
    }

    @Test
    void aTokenThatNeverWasIsInvalid() {
        for (var token : new String[] {null, "", "fht_", "fht_" + "x".repeat(43)}) {
            var answer = client.send("GET", Wire.SELF_PATH, token, null);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("invalid_token");
        }
    }

    @Test
    void aDeviceGivesItsIdentityUp() {
        var identity = client.enrolled();
        try (var device = TestDevice.connected(server, identity)) {
            assertThat(client.send("DELETE", Wire.SELF_PATH, identity.token(), null).status())
                    .isEqualTo(204);

            assertThat(device.closeCode()).isEqualTo(CloseCode.REVOKED);
        }
        for (var method : new String[] {"GET", "DELETE"}) {
            var answer = client.send(method, Wire.SELF_PATH, identity.token(), null);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.code()).isEqualTo("revoked");
        }
    }
}
