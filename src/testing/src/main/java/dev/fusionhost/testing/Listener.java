package dev.fusionhost.testing;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The port: it stays the same over deaths and revivals, and knows every connection.
final class Listener {
    static final String LOOPBACK = "127.0.0.1";

    // Far above the wire's own bound, for it is the device's bounds that are on trial.
    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    // Below what a system gives out by itself (Linux from 32768, macOS and Windows from 49152): a
    // server that is dead for a moment must find its port free, whoever connects meanwhile.
    private static final int FIRST_PORT = 20_000;
    private static final int END_OF_PORTS = 32_000;
    private static final int TRIES = 100;

    private final Vertx vertx;
    private final Handler<HttpServerRequest> requests;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final @Nullable PfxOptions identity;
    private final @Nullable PemTrustOptions clients;
    private final int port;
    private volatile boolean dead;
    private HttpServer http;

    /// @param identity what the server shows of itself in TLS; null where it speaks in the clear
    /// @param clients who vouches for those that connect; null where they need not say who they are
    Listener(
            Vertx vertx,
            Handler<HttpServerRequest> requests,
            @Nullable PfxOptions identity,
            @Nullable PemTrustOptions clients) {
        this.vertx = vertx;
        this.requests = requests;
        this.identity = identity;
        this.clients = clients;
        http = listenSomewhere();
        port = http.actualPort();
    }

    /// One thread is enough for a test, and a file cache is none of its business.
    static Vertx vertx() {
        return Vertx.vertx(
                new VertxOptions()
                        .setEventLoopPoolSize(1)
                        .setWorkerPoolSize(1)
                        .setFileSystemOptions(
                                new FileSystemOptions()
                                        .setFileCachingEnabled(false)
                                        .setClassPathResolvingEnabled(false)));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(Session.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    int port() {
        return port;
    }

    int accepted() {
        return accepted.get();
    }

    int open() {
        return open.size();
    }

    synchronized void kill() {
        dead = true;
        // Before Vert.x closes the port, because it would say goodbye on each stream first.
        for (var connection : List.copyOf(open)) Line.of(connection).reset();
        await(http.close());
    }

    synchronized void revive() {
        if (!dead) throw new IllegalStateException("the server isn't dead");
        dead = false;
        http = listen(port);
    }

    private HttpServer listenSomewhere() {
        CompletionException taken = null;
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                return listen(ThreadLocalRandom.current().nextInt(FIRST_PORT, END_OF_PORTS));
            } catch (CompletionException e) {
                taken = e;
            }
        }
        throw new IllegalStateException("no free port in " + TRIES + " tries", taken);
    }

    private HttpServer listen(int where) {
        var options =
                new HttpServerOptions()
                        .setHost(LOOPBACK)
                        .setPort(where)
                        .setSsl(identity != null)
                        .setKeyCertOptions(identity)
                        .setTrustOptions(clients)
                        .setClientAuth(clients == null ? ClientAuth.NONE : ClientAuth.REQUIRED)
                        .setHttp2ClearTextEnabled(false)
                        .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
                        .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
                        .setWebSocketSubProtocols(
                                List.of(Upgrade.Accept.RIGHT, Upgrade.Accept.WRONG));
        return await(
                vertx.createHttpServer(options)
                        .connectionHandler(this::accept)
                        .requestHandler(requests)
                        .listen());
    }

    private void accept(HttpConnection connection) {
        accepted.incrementAndGet();
        open.add(connection);
        connection.closeHandler(_ -> open.remove(connection));
        if (dead) Line.of(connection).reset();
    }
}
