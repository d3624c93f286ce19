package dev.fusionhost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.protocol.Wire;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What goes over the wire in the end, seen by a plain socket.
class RawSocketTest {
    @Test
    void aDropIsATcpResetAndAHangUpIsAFin() throws Exception {
        try (var server = ScriptedServer.start()) {
            try (var socket = upgraded(server)) {
                server.awaitSession().drop();
                assertThatThrownBy(() -> socket.getInputStream().read())
                        .isInstanceOf(SocketException.class)
                        .hasMessage("Connection reset");
            }
            try (var socket = upgraded(server)) {
                server.awaitSession().hangUp();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void killingTheServerResetsItsConnections() throws Exception {
        try (var server = ScriptedServer.start();
                var socket = upgraded(server)) {
            server.kill();
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }

    private static Socket upgraded(ScriptedServer server) throws IOException {
        var socket = new Socket(server.origin().getHost(), server.origin().getPort());
        socket.setSoTimeout(5_000);
        socket.getOutputStream()
                .write(
                        """
                        GET %s HTTP/1.1
                        Host: localhost
                        Connection: Upgrade
                        Upgrade: websocket
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                        Sec-WebSocket-Protocol: %s

                        """
                                .formatted(Wire.STREAM_PATH, Wire.SUBPROTOCOL)
                                .replace("\n", "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n"))
            head.append((char) socket.getInputStream().read());
        assertThat(head)
                .startsWith("HTTP/1.1 101 ")
                // The example of RFC 6455, section 1.3.
                .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return socket;
    }
}
