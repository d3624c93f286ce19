package dev.fusionhost.agent.doctor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.doctor.Probe.Reply;
import dev.fusionhost.agent.network.Obstacle;
import dev.fusionhost.agent.network.Route;
import dev.fusionhost.agent.proof.Authorization;
import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The way to the server, from its name to its word about this device.
final class WayExam {
    /// A token or a certificate may be refused when clocks are further apart.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration SOON = Duration.ofDays(14);
    private static final JsonMapper MAPPER = FrameCodec.mapper(64 * 1024);

    private final Origin origin;
    private final Route route;
    private final InstantSource clock;

    WayExam(Origin origin, Route route, InstantSource clock) {
        this.origin = origin;
        this.route = route;
        this.clock = clock;
    }

    /// Asks the server about this device, and ends at the first thing that is in the way.
    ///
    /// @param device how it says who it is
    /// @return whether there was nothing
    boolean examine(Authorization device, Consumer<Finding> told) {
        told.accept(proxy());
        try (var probe = new Probe(origin, route)) {
            return leads(probe, told) && answers(probe, device, told);
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    /// Asks for a stream by the same way.
    Finding stream(Authorization device) {
        try (var probe = new Probe(origin, route)) {
            var refused = new ArrayList<Finding>();
            if (!leads(probe, refused::add)) return refused.getLast();
            var begun = System.nanoTime();
            var reply = upgrade(probe, device, null);
            var nonce = nonce(reply);
            return nonce == null
                    ? upgraded(probe, reply, begun)
                    : again(by -> upgraded(by, upgrade(by, device, nonce), begun));
        } catch (IOException failed) {
            return noStream("No answer (%s)".formatted(failed.getMessage()));
        }
    }

    private Reply upgrade(Probe probe, Authorization device, @Nullable String nonce)
            throws IOException {
        var headers = device.headers("GET", origin, Wire.STREAM_PATH, nonce);
        return probe.upgrade(Wire.STREAM_PATH, Wire.SUBPROTOCOL, headers);
    }

    private Reply self(Probe probe, Authorization device, @Nullable String nonce)
            throws IOException {
        return probe.get(Wire.SELF_PATH, device.headers("GET", origin, Wire.SELF_PATH, nonce));
    }

    /// The nonce that the server wants in the proof; null where it wants none.
    private static @Nullable String nonce(Reply reply) {
        return reply.status() == 401
                ? reply.headers().get(Dpop.NONCE_HEADER.toLowerCase(Locale.ROOT))
                : null;
    }

    /// Asks by a connection of its own, after one that led to the server.
    private <T> T again(Asking<T> asking) throws IOException {
        try (var probe = new Probe(origin, route)) {
            if (leads(probe, _ -> {})) return asking.by(probe);
            throw new IOException("the second connection failed");
        }
    }

    @FunctionalInterface
    private interface Asking<T> {
        T by(Probe probe) throws IOException;
    }

    private static Finding upgraded(Probe probe, Reply reply, long begun) {
        var took = millisSince(begun);
        if (reply.status() != 101)
            return noStream("The server does not let it begin (%d)".formatted(reply.status()));
        if (!Wire.SUBPROTOCOL.equals(reply.headers().get("sec-websocket-protocol")))
            return noStream("What lets it begin does not speak our protocol");
        var pinged = System.nanoTime();
        try {
            probe.ping();
        } catch (IOException failed) {
            return noStream(
                    "It begins, but no ping is answered (%s)".formatted(failed.getMessage()));
        }
        return Finding.fine(
                "stream",
                "The server lets it begin in %d ms, and answers a ping in %d ms"
                        .formatted(took, millisSince(pinged)));
    }

    private static long millisSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
    }

    private static Finding noStream(String sentence) {
        return Finding.wrong(
                "stream",
                ExitCode.UNAVAILABLE,
                sentence,
                "See that what is between lets WebSocket through, and that the URL is the server's.");
    }

    private boolean leads(Probe probe, Consumer<Finding> told) {
        return passes(reach(probe), told)
                && (route.proxy() == null || passes(tunnel(probe), told))
                && (!origin.secure() || passes(tls(probe), told));
    }

    private static boolean passes(Finding finding, Consumer<Finding> told) {
        told.accept(finding);
        return !finding.wrong();
    }

    private Finding proxy() {
        var proxy = route.proxy();
        return Finding.fine(
                "proxy",
                proxy == null ? "None on the way to " + origin : "%s, as set".formatted(proxy));
    }

    private Finding reach(Probe probe) {
        var proxy = route.proxy();
        var host = proxy == null ? origin.host() : proxy.host();
        var port = proxy == null ? origin.port() : proxy.port();
        var begun = System.nanoTime();
        try {
            var addresses = InetAddress.getAllByName(host);
            probe.connect(new InetSocketAddress(addresses[0], port));
            return Finding.fine(
                    "connection",
                    "%s is %s; connected to port %d in %d ms"
                            .formatted(
                                    host,
                                    Arrays.stream(addresses)
                                            .map(InetAddress::getHostAddress)
                                            .collect(Collectors.joining(", ")),
                                    port,
                                    millisSince(begun)));
        } catch (UnknownHostException _) {
            return Finding.wrong(
                    "connection",
                    ExitCode.UNAVAILABLE,
                    "No host is named %s".formatted(host),
                    "Check the spelling in the URL, and whether this machine's name service works.");
        } catch (ConnectException _) {
            return Finding.wrong(
                    "connection",
                    ExitCode.UNAVAILABLE,
                    "Nothing listens on %s:%d".formatted(host, port),
                    "Check the port in the URL, and whether the server runs.");
        } catch (IOException failed) {
            return Finding.wrong(
                    "connection",
                    ExitCode.UNAVAILABLE,
                    "%s:%d does not answer (%s)".formatted(host, port, failed.getMessage()),
                    "Ask whether a firewall is in the way, or a proxy has to be set.");
        }
    }

    private Finding tunnel(Probe probe) {
        var proxy = requireNonNull(route.proxy());
        try {
            var status = probe.tunnel(proxy);
            if (status == 200) return Finding.fine("tunnel", "The proxy connects to the server");
            return Finding.wrong(
                    "tunnel",
                    ExitCode.UNAVAILABLE,
                    status == 407
                            ? "The proxy wants a user and a password (407)"
                            : "The proxy refuses to connect to %s (%d)".formatted(origin, status),
                    status == 407
                            ? "Put them into the proxy's URL: http://USER:PASSWORD@HOST:PORT."
                            : "Ask its operator to allow it, or add the server to NO_PROXY.");
        } catch (IOException failed) {
            return Finding.wrong(
                    "tunnel",
                    ExitCode.UNAVAILABLE,
                    "The proxy does not answer (%s)".formatted(failed.getMessage()),
                    "Check that %s is an HTTP proxy.".formatted(proxy));
        }
    }

    private Finding tls(Probe probe) {
        try {
            return valid(probe.secure());
        } catch (IOException | GeneralSecurityException failed) {
            var obstacle = Obstacle.in(failed);
            return Finding.wrong(
                    "TLS",
                    ExitCode.UNAVAILABLE,
                    obstacle == null ? "TLS failed (%s)".formatted(failed.getMessage()) : obstacle,
                    "Compare what a browser on this machine says of %s.".formatted(origin));
        }
    }

    private Finding valid(X509Certificate certificate) {
        var until = certificate.getNotAfter().toInstant();
        var sentence =
                "Issued by %s, valid until %s"
                        .formatted(certificate.getIssuerX500Principal().getName(), until);
        return until.isAfter(clock.instant().plus(SOON))
                ? Finding.fine("TLS", sentence)
                : Finding.note("TLS", sentence, "Have the server's operator renew it.");
    }

    private boolean answers(Probe probe, Authorization device, Consumer<Finding> told) {
        try {
            var first = self(probe, device, null);
            var nonce = nonce(first);
            var reply = nonce == null ? first : again(by -> self(by, device, nonce));
            return passes(clock(reply), told) & passes(word(reply, device), told);
        } catch (IOException failed) {
            told.accept(
                    Finding.wrong(
                            "server",
                            ExitCode.UNAVAILABLE,
                            "No answer (%s)".formatted(failed.getMessage()),
                            "Check that %s is the server's URL, http or https included."
                                    .formatted(origin)));
            return false;
        }
    }

    /// A clock that is off breaks TLS and logs, not the stream.
    private Finding clock(Reply reply) {
        var date = date(reply);
        if (date == null) return Finding.fine("clock", "The server does not tell its time");
        var skew = Duration.between(date, clock.instant());
        if (skew.abs().compareTo(SKEW) < 0)
            return Finding.fine("clock", "Agrees with the server's");
        return Finding.note(
                "clock",
                "This machine's clock is %d minutes %s the server's"
                        .formatted(
                                skew.abs().toMinutes(), skew.isNegative() ? "behind" : "ahead of"),
                "Set it, and have it kept right by a time service.");
    }

    private static @Nullable Instant date(Reply reply) {
        try {
            var date = reply.headers().get("date");
            return date == null
                    ? null
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// What the server says about this device: in our own JSON, or it isn't our server that says
    /// it.
    private Finding word(Reply reply, Authorization device) {
        var code = code(reply);
        var status = reply.status();
        if (status == 200 && isJson(reply)) return Finding.fine("server", "Knows this device");
        if (status == 401 && code != null && device.token() == null)
            return Finding.fine("server", "Is a Fusion server");
        if (status == 401 && (Dpop.INVALID_PROOF.equals(code) || Dpop.USE_NONCE.equals(code)))
            return Finding.wrong(
                    "server",
                    ExitCode.UNAVAILABLE,
                    "Does not accept the proof of this device's key (%d %s)"
                            .formatted(status, code),
                    "Set the clock; see that no proxy rewrites the server's URL; a credential that was copied without its key has to be enrolled anew.");
        if (code != null && (status == 401 || status == 403 || status == 410))
            return Finding.wrong(
                    "server",
                    ExitCode.NO_PERMISSION,
                    "Does not accept this device's identity (%d %s)".formatted(status, code),
                    "Enrol again with a new pairing code, after \"unenroll\".");
        if (status == 401 || status == 403)
            return Finding.wrong(
                    "server",
                    ExitCode.UNAVAILABLE,
                    "Something else answers in its place (%d, and not in its words)"
                            .formatted(status),
                    "Open %s in a browser: a proxy or a network's login page is in the way."
                            .formatted(origin));
        if (status >= 300 && status < 400)
            return Finding.wrong(
                    "server",
                    ExitCode.UNAVAILABLE,
                    "Redirects to %s, which is not followed"
                            .formatted(reply.headers().getOrDefault("location", "elsewhere")),
                    "Give its final URL.");
        if (status >= 500 || status == 429)
            return Finding.wrong(
                    "server",
                    ExitCode.TEMPORARY,
                    "Has no time or is out of order (%d)".formatted(status),
                    "Wait; the host tries again by itself.");
        return Finding.wrong(
                "server",
                ExitCode.UNAVAILABLE,
                "There is no Fusion server at this URL (%d)".formatted(status),
                "Check the URL.");
    }

    private static boolean isJson(Reply reply) {
        try {
            return MAPPER.readTree(reply.body()).isObject();
        } catch (IOException _) {
            return false;
        }
    }

    private static @Nullable String code(Reply reply) {
        try {
            return MAPPER.readTree(reply.body()).path("code").textValue();
        } catch (IOException _) {
            return null;
        }
    }
}
