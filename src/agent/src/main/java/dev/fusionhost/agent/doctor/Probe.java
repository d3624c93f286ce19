package dev.fusionhost.agent.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.network.Proxy;
import dev.fusionhost.agent.network.Route;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// One connection to the server, each step of it on its own: a client does them all at once, and
/// tells less about the one that failed.
final class Probe implements AutoCloseable {
    private static final int WITHIN_MILLIS = 10_000;
    private static final int MAX_BYTES = 64 * 1024;

    /// A final frame without content, masked as a client's has to be.
    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};

    private static final int PONG = 0x0A;

    /// A server may say something of its own first.
    private static final int MOST_FRAMES = 16;

    private final Origin origin;
    private final Route route;
    private Socket socket = new Socket();

    Probe(Origin origin, Route route) {
        this.origin = origin;
        this.route = route;
    }

    /// @param headers their names in lower case
    record Reply(int status, Map<String, String> headers, String body) {}

    /// Connects to the server, or to its proxy.
    void connect(InetSocketAddress address) throws IOException {
        socket.connect(address, WITHIN_MILLIS);
        socket.setSoTimeout(WITHIN_MILLIS);
    }

    /// Asks the proxy to connect to the server.
    ///
    /// @return its answer's status
    int tunnel(Proxy proxy) throws IOException {
        var target = origin.host() + ":" + origin.port();
        var request =
                new StringBuilder("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n".formatted(target));
        if (proxy.user() != null) {
            var basic = (proxy.user() + ":" + proxy.password()).getBytes(UTF_8);
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(basic))
                    .append("\r\n");
        }
        write(request.append("\r\n"));
        return status(head());
    }

    /// Agrees with the server on TLS.
    ///
    /// @return the server's certificate
    X509Certificate secure() throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(route.trusted());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(route.identity(), Route.PASSWORD.toCharArray());
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var secured =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(socket, origin.host(), origin.port(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        return (X509Certificate) secured.getSession().getPeerCertificates()[0];
    }

    /// Asks for a resource of the server, and ends the connection with that.
    Reply get(String path, Map<String, String> headers) throws IOException {
        // HTTP/1.0: the answer ends with the connection.
        write(request(path, "HTTP/1.0", headers).append("\r\n"));
        var head = head();
        var body = new String(socket.getInputStream().readNBytes(MAX_BYTES), UTF_8);
        return new Reply(status(head), headers(head), body);
    }

    /// Asks for a stream, without saying hello on it. The answer has no body.
    Reply upgrade(String path, String protocol, Map<String, String> headers) throws IOException {
        var key = Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(16));
        write(
                request(path, "HTTP/1.1", headers)
                        .append("Connection: Upgrade\r\nUpgrade: websocket\r\n")
                        .append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ")
                        .append(key)
                        .append("\r\nSec-WebSocket-Protocol: ")
                        .append(protocol)
                        .append("\r\n\r\n"));
        var head = head();
        return new Reply(status(head), headers(head), "");
    }

    /// Pings on a stream that has begun, and returns when the answer is there (RFC 6455, section
    /// 5.5).
    void ping() throws IOException {
        var out = socket.getOutputStream();
        out.write(PING);
        out.flush();
        var in = new DataInputStream(socket.getInputStream());
        for (var frames = 0; frames < MOST_FRAMES; frames++) {
            var kind = in.readUnsignedByte() & 0x0F;
            var length = in.readUnsignedByte();
            if (length == 126) length = in.readUnsignedShort();
            else if (length > 126) throw new IOException("something else came");
            in.skipNBytes(length);
            if (kind == PONG) return;
        }
        throw new IOException("something else came");
    }

    private StringBuilder request(String path, String version, Map<String, String> headers) {
        var request =
                new StringBuilder("GET %s %s\r\nHost: %s\r\n".formatted(path, version, host()));
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request;
    }

    private static Map<String, String> headers(String head) {
        var headers = new TreeMap<String, String>();
        head.lines()
                .skip(1)
                .map(line -> line.split(":", 2))
                .filter(header -> header.length == 2)
                .forEach(
                        header ->
                                headers.put(
                                        header[0].strip().toLowerCase(Locale.ROOT),
                                        header[1].strip()));
        return headers;
    }

    private String host() {
        return origin.uri().getRawAuthority();
    }

    private void write(CharSequence request) throws IOException {
        var out = socket.getOutputStream();
        out.write(request.toString().getBytes(ISO_8859_1));
        out.flush();
    }

    /// Everything up to the empty line, and not a byte more.
    private String head() throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.length() < MAX_BYTES && head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) throw new IOException("the connection was closed without an answer");
            head.append((char) next);
        }
        return head.toString();
    }

    private static int status(String head) throws IOException {
        var words = head.lines().findFirst().orElse("").split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}"))
            throw new IOException("what answers does not speak HTTP");
        return Integer.parseInt(words[1]);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
