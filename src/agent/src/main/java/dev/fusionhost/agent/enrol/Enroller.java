package dev.fusionhost.agent.enrol;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.Platform;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.network.Network;
import dev.fusionhost.agent.network.Obstacle;
import dev.fusionhost.agent.network.Route;
import dev.fusionhost.agent.proof.Authorization;
import dev.fusionhost.agent.proof.DeviceKey;
import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.HostRelease;
import dev.fusionhost.protocol.Wire;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Exchanges a pairing code for an identity, and asks a server about one.
@Singleton
public class Enroller {
    /// A lost reply is asked for again with the same nonce, so the code isn't burnt by the network.
    private static final Guard PATIENTLY =
            Guard.create()
                    .withDescription("enrolment")
                    .withRetry()
                    .maxRetries(3)
                    .delay(500, ChronoUnit.MILLIS)
                    .jitter(250, ChronoUnit.MILLIS)
                    .retryOn(UnreachableException.class)
                    .done()
                    .build();

    private final Network network;

    Enroller(Network network) {
        this.network = network;
    }

    /// Exchanges a pairing code for a credential.
    ///
    /// @param code the one-time pairing code
    /// @param name human label of the device
    /// @throws HostFailure in a sentence, with exit code 77 where the code isn't accepted
    public Credential enrol(Origin origin, String code, String name) {
        var request =
                new Enrolment.Request(
                        code,
                        name,
                        new Enrolment.Platform(Platform.os(), Platform.arch()),
                        Platform.version(),
                        UUID.randomUUID().toString());
        var key = DeviceKey.fresh();
        var offer = Authorization.offering(key);
        var answer =
                patiently(
                        origin,
                        nonce -> {
                            var headers = offer.headers("POST", origin, Wire.ENROL_PATH, nonce);
                            return api(origin).enrol(headers.get(Dpop.HEADER), request);
                        });
        if (answer.successful()) {
            var identity = answer.as(Enrolment.Response.class).orElseThrow(() -> stranger(origin));
            var bare = new Credential(origin.toString(), identity.deviceId(), identity.token());
            return Dpop.TOKEN_TYPE.equalsIgnoreCase(identity.tokenType())
                    ? bare.boundTo(key.jwk())
                    : bare;
        }
        var refusal = answer.as(Enrolment.Refusal.class).orElseThrow(() -> stranger(origin));
        throw refused(origin, refusal.code(), answer);
    }

    /// Asks the server who the bearer of this token is.
    public Standing standing(Origin origin, Credential credential) {
        try {
            var answer = asked(call("GET", Wire.SELF_PATH, origin, credential, ServerApi::self));
            if (answer.successful()) return Standing.GOOD;
            return denied(answer) ? Standing.REFUSED : Standing.UNKNOWN;
        } catch (UnreachableException _) {
            return Standing.UNKNOWN;
        }
    }

    /// Asks the server which host its operator wants; empty where that isn't said.
    ///
    /// @throws HostFailure where the server can't be asked
    public Optional<HostRelease> release(Origin origin) {
        var answer = patiently(origin, _ -> api(origin).release());
        return answer.successful() ? answer.as(HostRelease.class) : Optional.empty();
    }

    /// Asks for the token that is to follow; empty where there is none to be had now.
    Optional<String> nextToken(Origin origin, Credential credential) {
        try {
            return asked(call("POST", Wire.TOKEN_PATH, origin, credential, ServerApi::nextToken))
                    .as(Enrolment.NextToken.class)
                    .filter(next -> isOfTheSameType(next, credential))
                    .map(Enrolment.NextToken::token);
        } catch (UnreachableException _) {
            return Optional.empty();
        }
    }

    private static boolean isOfTheSameType(Enrolment.NextToken next, Credential credential) {
        var type = next.tokenType();
        return type == null || Dpop.TOKEN_TYPE.equalsIgnoreCase(type) == credential.bound();
    }

    /// Gives the identity up at the server. Fine, too, when the server no longer knows it.
    ///
    /// @throws HostFailure where the server can't be asked
    public void leave(Origin origin, Credential credential) {
        var answer =
                patiently(
                        origin,
                        call("DELETE", Wire.SELF_PATH, origin, credential, ServerApi::leave));
        if (denied(answer) && credential.next() != null) {
            leave(origin, credential.withoutNext());
            return;
        }
        if (answer.successful() || denied(answer)) return;
        if (answer.unproven()) throw refused(origin, Dpop.INVALID_PROOF, answer);
        throw answer.refusal().isPresent() ? later(origin, answer) : stranger(origin);
    }

    /// Our own server's word that it doesn't accept an identity: a proxy may answer 401 too, and a
    /// server that has no time says nothing about who asks.
    private static boolean denied(Answer answer) {
        return switch (answer.status()) {
            case 401, 403, 410 -> answer.refusal().isPresent() && !answer.unproven();
            default -> false;
        };
    }

    private static HostFailure unreachable(Origin origin, UnreachableException failure) {
        var obstacle = Obstacle.in(failure);
        return new HostFailure(
                ExitCode.UNAVAILABLE,
                obstacle == null
                        ? "The server %s can't be reached; check the URL and the network, then try again."
                                .formatted(origin)
                        : "%s.".formatted(obstacle),
                failure);
    }

    private static Answer patiently(Origin origin, Call call) {
        try {
            return PATIENTLY.call(() -> asked(call), Answer.class);
        } catch (UnreachableException unreachable) {
            throw unreachable(origin, unreachable);
        } catch (RuntimeException defect) {
            throw defect;
        } catch (Exception interrupted) {
            throw new HostFailure(ExitCode.TEMPORARY, "The enrolment was stopped.", interrupted);
        }
    }

    /// Asks, and once more where the server wants a nonce in the proof.
    private static Answer asked(Call call) throws UnreachableException {
        var answer = asked(call, null);
        var nonce = answer.wantedNonce();
        return nonce.isPresent() ? asked(call, nonce.get()) : answer;
    }

    private static Answer asked(Call call, @Nullable String nonce) throws UnreachableException {
        try {
            return Answer.of(unmapped(call, nonce));
        } catch (ProcessingException | IOException unreachable) {
            // The client makes an interrupt a failure like any other; it was meant for our caller.
            if (unreachable.getCause() instanceof InterruptedException)
                Thread.currentThread().interrupt();
            throw new UnreachableException(unreachable);
        }
    }

    /// The client throws for refusals; to us they are answers.
    private static Response unmapped(Call call, @Nullable String nonce) {
        try {
            return call.with(nonce);
        } catch (WebApplicationException refusal) {
            return refusal.getResponse();
        }
    }

    private ServerApi api(Origin origin) {
        var client = QuarkusRestClientBuilder.newBuilder();
        take(network.to(origin), client);
        return client.baseUri(origin.uri())
                .connectTimeout(10, TimeUnit.SECONDS)
                .readTimeout(10, TimeUnit.SECONDS)
                // The token goes to the configured origin alone.
                .followRedirects(false)
                .build(ServerApi.class);
    }

    private static void take(Route route, QuarkusRestClientBuilder client) {
        var proxy = route.proxy();
        if (proxy != null) {
            client.proxyAddress(proxy.host(), proxy.port());
            if (proxy.user() != null)
                client.proxyUser(proxy.user()).proxyPassword(proxy.password());
        }
        if (route.trusted() != null) client.trustStore(route.trusted(), Route.PASSWORD);
        if (route.identity() != null) client.keyStore(route.identity(), Route.PASSWORD);
    }

    /// A call of a device that has enrolled, about itself.
    private Call call(
            String method, String path, Origin origin, Credential credential, AboutSelf about) {
        var authorization = Authorization.of(credential);
        return nonce -> {
            var headers = authorization.headers(method, origin, path, nonce);
            return about.ask(api(origin), headers.get("Authorization"), headers.get(Dpop.HEADER));
        };
    }

    private static HostFailure refused(Origin origin, String code, Answer answer) {
        return switch (code) {
            case "unknown_code" ->
                    noPermission(
                            "The pairing code is not known to " + origin, "check its spelling");
            case "used_code" -> noPermission("The pairing code was used before", "mint a new one");
            case "expired_code" -> noPermission("The pairing code has expired", "mint a new one");
            case Dpop.USE_NONCE, Dpop.INVALID_PROOF ->
                    new HostFailure(
                            ExitCode.TEMPORARY,
                            "%s does not accept the proof of this device's key; set this machine's clock, see that no proxy rewrites the server's URL, then start again."
                                    .formatted(origin));
            case "invalid_request" ->
                    noPermission(origin + " found the pairing code malformed", "check it");
            default ->
                    answer.status() == 429 || answer.status() >= 500
                            ? later(origin, answer)
                            : noPermission(
                                    origin + " refused the enrolment (" + code + ")",
                                    "ask its operator");
        };
    }

    private static HostFailure later(Origin origin, Answer answer) {
        return new HostFailure(
                ExitCode.TEMPORARY,
                "%s refuses for now%s; wait, then start again.".formatted(origin, seconds(answer)));
    }

    private static String seconds(Answer answer) {
        return answer.retryAfter() == null ? "" : " (" + answer.retryAfter() + " s)";
    }

    private static HostFailure noPermission(String what, String advice) {
        return new HostFailure(ExitCode.NO_PERMISSION, what + "; " + advice + ".");
    }

    private static HostFailure stranger(Origin origin) {
        return new HostFailure(
                ExitCode.UNAVAILABLE,
                "%s does not answer like a Fusion server; check the URL, and whether a proxy is in the way."
                        .formatted(origin));
    }

    /// A request, made anew each time: a proof is good for one.
    @FunctionalInterface
    private interface Call {
        Response with(@Nullable String nonce);
    }

    @FunctionalInterface
    private interface AboutSelf {
        Response ask(ServerApi api, @Nullable String authorization, @Nullable String proof);
    }

    /// No answer came: worth another try.
    private static final class UnreachableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreachableException(Throwable cause) {
            super(cause);
        }
    }
}
