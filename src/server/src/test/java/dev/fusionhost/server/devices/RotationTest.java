package dev.fusionhost.server.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.Wire;
import dev.fusionhost.server.TestClient;
import dev.fusionhost.server.TestDevice;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A device changes its token, however often it is cut off.
@QuarkusTest
class RotationTest {
    @TestHTTPResource URI server;

    private TestClient client;
    private Enrolment.Response identity;

    @BeforeEach
    void aDevice() {
        client = new TestClient(server);
        identity = client.enrolled();
    }

    @Test
    void bothTokensAreGoodUntilTheNextIsUsed() {
        ask();
        var next = next(identity.token());
        for (var i = 0; i < 2; i++) assertThat(status(identity.token())).isEqualTo(200);
        assertThat(next(identity.token())).as("asked again").isEqualTo(next);

        assertThat(status(next)).isEqualTo(200);
        assertThat(status(identity.token())).isEqualTo(401);
        assertThat(status(next)).isEqualTo(200);
    }

    @Test
    void aStreamWithTheNextTokenCommitsItToo() {
        ask();
        var next = next(identity.token());
        var renewed = new Enrolment.Response(identity.deviceId(), next, null);
        try (var _ = TestDevice.connected(server, renewed)) {
            assertThat(status(identity.token())).isEqualTo(401);
        }
    }

    @Test
    void whoIsNotAskedKeepsTheTokenItHas() {
        var answer = client.send("POST", Wire.TOKEN_PATH, identity.token(), null);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("not_asked");

        ask();
        var next = next(identity.token());
        assertThat(status(next)).isEqualTo(200);
        assertThat(client.send("POST", Wire.TOKEN_PATH, next, null).status())
                .as("it has done so")
                .isEqualTo(409);
    }

    @Test
    void oneAfterTheOther() {
        ask();
        var second = next(identity.token());
        status(second);
        ask();
        var third = next(second);
        assertThat(third).isNotEqualTo(second).isNotEqualTo(identity.token());
        assertThat(status(third)).isEqualTo(200);
        assertThat(status(second)).isEqualTo(401);
    }

    @Test
    void aDeviceIsToldOnItsStream() {
        try (var device = TestDevice.connected(server, identity)) {
            ask();
            assertThat(device.next()).isEqualTo(new ServerFrame.Rotate());
        }
    }

    @Test
    void aDeviceThatIsAwayIsToldWhenItComesUntilItHasDoneSo() {
        ask();
        for (var i = 0; i < 2; i++) {
            try (var device = TestDevice.connected(server, identity)) {
                assertThat(device.next()).isEqualTo(new ServerFrame.Rotate());
            }
        }
        assertThat(view()).isTrue();
        status(next(identity.token()));
        assertThat(view()).isFalse();
    }

    @Test
    void aRevokedDeviceHasNoNextToken() {
        ask();
        var next = next(identity.token());
        client.operator("DELETE", "devices/" + identity.deviceId(), null);
        assertThat(status(next)).isEqualTo(410);
        assertThat(status(identity.token())).isEqualTo(410);
        assertThat(
                        client.operator("POST", "devices/" + identity.deviceId() + "/rotate", null)
                                .code())
                .isEqualTo("unknown_device");
    }

    private void ask() {
        var path = "devices/" + identity.deviceId() + "/rotate";
        assertThat(client.operator("POST", path, null).status()).isEqualTo(202);
    }

    private String next(String token) {
        var answer = client.send("POST", Wire.TOKEN_PATH, token, null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("token").asText();
    }

    private int status(String token) {
        return client.send("GET", Wire.SELF_PATH, token, null).status();
    }

    private boolean view() {
        for (var device : client.operator("GET", "devices", null).body())
            if (device.path("id").asText().equals(identity.deviceId()))
                return device.path("rotating").asBoolean();
        throw new AssertionError("the device is gone");
    }
}
