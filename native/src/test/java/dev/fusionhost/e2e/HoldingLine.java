package dev.fusionhost.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A line to a server that keeps back one request, or the answer to it, and tells when it has it.
/// It looks at the first request of each connection: a host makes a new one for each.
final class HoldingLine implements AutoCloseable {
    private static final Held NOTHING = new Held("\n", false, new CompletableFuture<>());

    private final ServerSocket listener;
    private final URI server;
    private volatile Held held = NOTHING;

    private HoldingLine(URI server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static HoldingLine to(URI server) throws IOException {
        return new HoldingLine(server);
    }

    /// What is kept back.
    ///
    /// @param request as its first line begins
    /// @param answer whether the server gets the request, and it is its answer that is kept back
    private record Held(String request, boolean answer, CompletableFuture<Void> here) {}

    /// Where the server is to be reached by this line.
    URI origin() {
        return URI.create("http://localhost:" + listener.getLocalPort());
    }

    /// From now on the server doesn't get requests that begin so.
    void holdRequest(String request) {
        held = new Held(request, false, new CompletableFuture<>());
    }

    /// From now on the host doesn't get the answers to requests that begin so, but those that ask
    /// for a nonce.
    void holdAnswer(String request) {
        held = new Held(request, true, new CompletableFuture<>());
    }

    /// Waits until something is kept back.
    void awaitHeld() throws Exception {
        held.here.get(60, TimeUnit.SECONDS);
    }

    /// Keeps nothing back that comes from now on.
    void letPass() {
        held = NOTHING;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                var host = listener.accept();
                Thread.ofVirtual().start(() -> join(host));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void join(Socket host) {
        try (host;
                var peer = new Socket(server.getHost(), server.getPort())) {
            var request = portion(host);
            var now = held;
            var isHeld = new String(request, ISO_8859_1).startsWith(now.request);
            if (isHeld && !now.answer) {
                keep(host, now);
                return;
            }
            peer.getOutputStream().write(request);
            if (isHeld) {
                var answer = portion(peer);
                if (!new String(answer, ISO_8859_1).contains("use_dpop_nonce")) {
                    keep(host, now);
                    return;
                }
                host.getOutputStream().write(answer);
            }
            var back = Thread.ofVirtual().start(() -> pump(peer, host));
            pump(host, peer);
            back.join();
        } catch (IOException _) {
            // One end has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until the host is gone.
    private static void keep(Socket host, Held now) throws IOException {
        now.here.complete(null);
        host.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] portion(Socket from) throws IOException {
        var buffer = new byte[64 * 1024];
        var length = from.getInputStream().read(buffer);
        return Arrays.copyOf(buffer, Math.max(0, length));
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One end has gone.
        }
    }
}
