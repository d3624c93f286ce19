package dev.fusionhost.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy on a free port of the loopback: it takes CONNECT, and may ask for a user and a
/// password.
public final class ScriptedProxy implements AutoCloseable {
    private static final int MOST_HEAD_BYTES = 8 * 1024;

    private final ServerSocket listener;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String demanded;

    private ScriptedProxy() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedProxy start() {
        try {
            return new ScriptedProxy();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// From now on answers 407 to whoever doesn't say this.
    public ScriptedProxy demand(String user, String password) {
        var basic = user + ":" + password;
        demanded =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(basic.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// Where connections were asked for and made, as `host:port`.
    public List<String> targets() {
        return List.copyOf(targets);
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            var head = head(client.getInputStream());
            var target = head.lines().findFirst().orElse("").split(" ", 3)[1];
            var wanted = demanded;
            if (wanted != null && !wanted.equals(authorization(head))) {
                say(client, "407 Proxy Authentication Required");
                return;
            }
            var colon = target.lastIndexOf(':');
            var port = Integer.parseInt(target.substring(colon + 1));
            try (var server = new Socket(target.substring(0, colon), port)) {
                open.add(server);
                targets.add(target);
                say(client, "200 Connection established");
                var back = Thread.ofVirtual().start(() -> pump(server, client));
                pump(client, server);
                back.join();
            }
        } catch (IOException _) {
            // One of the two has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everything up to the empty line, and not a byte more.
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MOST_HEAD_BYTES && head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) throw new IOException("no request");
            head.append((char) next);
        }
        return head.toString();
    }

    private static String authorization(String head) throws IOException {
        try (var lines = new BufferedReader(new StringReader(head))) {
            for (String line; (line = lines.readLine()) != null; )
                if (line.regionMatches(true, 0, "Proxy-Authorization:", 0, 20))
                    return line.substring(20).strip();
        }
        return "";
    }

    private static void say(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // The other direction ends by itself.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : open) socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
