package dev.fusionhost.agent.link;

import dev.fusionhost.protocol.CloseCode;
import dev.fusionhost.protocol.Dpop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a stream ended, or why there is none.
sealed interface Loss {
    /// The upgrade was answered with something else than 101.
    ///
    /// @param code of our own JSON; null where the answer isn't ours, but a proxy's for one
    /// @param nonce that the server wants in the proof; null where it asks for none
    record Refused(
            int status,
            @Nullable String code,
            @Nullable Duration retryAfter,
            @Nullable String nonce)
            implements Loss {
        Refused(int status, @Nullable String code, @Nullable Duration retryAfter) {
            this(status, code, retryAfter, null);
        }

        /// Whether the server says that no device has the token.
        boolean isUnknownToken() {
            return status == 401 && "invalid_token".equals(code);
        }

        /// Whether the proof was refused, which says nothing about the identity.
        boolean unproven() {
            return Dpop.USE_NONCE.equals(code) || Dpop.INVALID_PROOF.equals(code);
        }
    }

    /// The upgrade was accepted by something that doesn't speak our protocol.
    record WrongProtocol() implements Loss {}

    /// No answer: nothing listens, no such name, no TLS, or not within the time.
    record Unreachable(String why) implements Loss {}

    /// A proxy or TLS is in the way.
    ///
    /// @param what is, as a sentence without its full stop
    record Blocked(String what) implements Loss {}

    /// The stream was closed, with the peer's code; 1006 where there was no close frame.
    record Closed(int code) implements Loss {}

    /// Nothing was heard for longer than heartbeats allow.
    record Silent() implements Loss {}

    /// The peer doesn't read: a send missed its deadline.
    record Stuck() implements Loss {}

    /// The server asked us to come back later.
    record Drained() implements Loss {}

    /// For the operator's log: what happened, and where something can be done about it, what.
    default String sentence() {
        return switch (this) {
            case Refused refused when refused.unproven() ->
                    "The server does not accept the proof of this device's key (%d %s): the credential is a copy without its own key, the clock is off, or a proxy rewrites the server's URL"
                            .formatted(refused.status(), refused.code());
            case Refused(int status, String code, _, _) when code != null ->
                    "The server refused the stream (%d %s)".formatted(status, code);
            case Refused(int status, _, _, _) when status == 404 || status == 405 ->
                    "There is no stream at this URL (%d): wrong URL, or a proxy that rewrites WebSocket"
                            .formatted(status);
            case Refused(int status, _, _, _) when status >= 300 && status < 400 ->
                    "The server redirects (%d), which is not followed: give its final URL"
                            .formatted(status);
            case Refused(int status, _, _, _) when status == 426 ->
                    "This host is too old for the server: install a newer one";
            case Refused(int status, _, _, _) ->
                    "The stream was refused (%d), by a proxy perhaps".formatted(status);
            case WrongProtocol() ->
                    "The other side does not speak our protocol: wrong URL, or a proxy that rewrites WebSocket";
            case Unreachable(String why) -> "The server can't be reached (%s)".formatted(why);
            case Blocked(String what) -> what;
            case Closed(int code) when code == CloseCode.REPLACED ->
                    "Another stream of this device took over";
            case Closed(int code) when code == CloseCode.ABNORMAL -> "The connection broke";
            case Closed(int code) -> "The server closed the stream (%d)".formatted(code);
            case Silent() -> "The server fell silent";
            case Stuck() -> "The server does not read";
            case Drained() -> "The server is about to go";
        };
    }
}
