package dev.fusionhost.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A TCP line to a server, as bad as it is told to be. Each fault hits the connections that are
/// open; those that come after it are fine.
final class FaultyLine implements AutoCloseable {
    private final ServerSocket listener;
    private final URI server;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder portions = new LongAdder();
    private volatile long stalledUntil = System.nanoTime();
    private volatile long deafUntil = System.nanoTime();

    private FaultyLine(URI server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static FaultyLine to(URI server) {
        try {
            return new FaultyLine(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Where the server is to be reached by this line.
    URI origin() {
        return URI.create("http://localhost:" + listener.getLocalPort());
    }

    /// How much has gone either way so far.
    long bytes() {
        return bytes.sum();
    }

    /// In how many portions: one and more of them fill a packet.
    long portions() {
        return portions.sum();
    }

    /// Both ends get a reset.
    void reset() throws IOException {
        for (var pair : pairs) pair.reset();
    }

    /// Both ends get a FIN.
    void hangUp() throws IOException {
        for (var pair : pairs) pair.close();
    }

    /// Whatever is sent disappears, and nobody is told.
    void swallow() {
        for (var pair : pairs) pair.swallows = true;
    }

    /// Nothing moves for a while, and then everything arrives.
    void stall(Duration time) {
        stalledUntil = System.nanoTime() + time.toNanos();
    }

    /// Everybody is thrown out, and whoever comes for a while.
    void refuse(Duration time) throws IOException {
        deafUntil = System.nanoTime() + time.toNanos();
        reset();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        hangUp();
    }

    private void accept() {
        try {
            while (true) {
                var host = listener.accept();
                if (deafUntil - System.nanoTime() > 0) host.close();
                else Thread.ofVirtual().start(() -> join(host));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void join(Socket host) {
        try (host;
                var peer = new Socket(server.getHost(), server.getPort())) {
            var pair = new Pair(host, peer);
            pairs.add(pair);
            var back = Thread.ofVirtual().start(() -> pump(pair, peer, host));
            pump(pair, host, peer);
            back.join();
            pairs.remove(pair);
        } catch (IOException _) {
            // The server isn't there.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Pair pair, Socket from, Socket to) {
        var portion = new byte[16 * 1024];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int read; (read = in.read(portion)) >= 0; ) {
                for (long left; (left = stalledUntil - System.nanoTime()) > 0; )
                    TimeUnit.NANOSECONDS.sleep(left);
                bytes.add(read);
                portions.increment();
                if (!pair.swallows) out.write(portion, 0, read);
            }
            // Who has given up a line that swallows tells nobody.
            if (!pair.swallows) to.shutdownOutput();
        } catch (IOException _) {
            // One end has gone, and the other notices it by itself.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Both ends of one connection.
    private static final class Pair {
        private final Socket host;
        private final Socket server;
        private volatile boolean swallows;

        Pair(Socket host, Socket server) {
            this.host = host;
            this.server = server;
        }

        void reset() throws IOException {
            if (!host.isClosed()) host.setSoLinger(true, 0);
            if (!server.isClosed()) server.setSoLinger(true, 0);
            close();
        }

        void close() throws IOException {
            host.close();
            server.close();
        }
    }
}
