package dev.fusionhost.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// A way to a server of this machine on which the host's bytes take their time.
final class SlowLine implements AutoCloseable {
    /// 160 KiB a second, and no more on the way than that.
    private static final int PART = 16 * 1024;

    private static final Duration A_PART_TAKES = Duration.ofMillis(100);

    private final ServerSocket listener = new ServerSocket();
    private final int server;

    SlowLine(int server) throws IOException {
        this.server = server;
        // Inherited by what is accepted, where it bounds what the sender gets rid of at once.
        listener.setReceiveBufferSize(4 * PART);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var host = listener.accept();
                var there = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofPlatform().daemon().start(() -> pump(host, there, A_PART_TAKES));
                Thread.ofPlatform().daemon().start(() -> pump(there, host, Duration.ZERO));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static void pump(Socket from, Socket to, Duration each) {
        var part = new byte[PART];
        try (from;
                to) {
            for (int length; (length = from.getInputStream().read(part)) >= 0; ) {
                Thread.sleep(each);
                to.getOutputStream().write(part, 0, length);
            }
        } catch (IOException _) {
            // One of the two has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
