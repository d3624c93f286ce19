package dev.fusionhost.agent.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fusionhost.agent.link.LinkState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a host says of itself in `status.json`.
///
/// @param since when this state began
/// @param until where it waits, when the next attempt comes at the latest
/// @param why where it waits, why there is no stream
/// @param server the server's origin
/// @param name the device's label
/// @param pid the process that wrote this
/// @param started when that process was started, which tells it from a later one of the same id
public record Status(
        State state,
        Instant since,
        @Nullable Instant until,
        @Nullable String why,
        String server,
        String name,
        long pid,
        @Nullable Instant started) {

    /// The words of the file.
    public enum State {
        @JsonProperty("enrolling")
        ENROLLING,
        @JsonProperty("connecting")
        CONNECTING,
        @JsonProperty("online")
        ONLINE,
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("draining")
        DRAINING,
        @JsonProperty("revoked")
        REVOKED;

        static State of(LinkState state) {
            return switch (state) {
                case LinkState.Enrolling _ -> ENROLLING;
                case LinkState.Connecting _ -> CONNECTING;
                case LinkState.Online _ -> ONLINE;
                case LinkState.Waiting _ -> WAITING;
                case LinkState.Draining _ -> DRAINING;
                case LinkState.Revoked _ -> REVOKED;
            };
        }
    }

    /// Whether the process that wrote this still runs.
    public boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(
                        process ->
                                started == null
                                        || process.info()
                                                .startInstant()
                                                .map(started::equals)
                                                .orElse(true))
                .isPresent();
    }

    /// For a person: one line.
    public String line() {
        var where = "%s at %s".formatted(name, server);
        if (!alive() && state != State.REVOKED)
            return "%s is not running; it was %s since %s".formatted(where, word(), since);
        return switch (state) {
            case WAITING -> "%s is waiting until %s: %s".formatted(where, until, why);
            case ENROLLING, CONNECTING, ONLINE, DRAINING, REVOKED ->
                    "%s is %s since %s".formatted(where, word(), since);
        };
    }

    private String word() {
        return switch (state) {
            case ENROLLING -> "enrolling";
            case CONNECTING -> "connecting";
            case ONLINE -> "online";
            case WAITING -> "waiting";
            case DRAINING -> "about to end";
            case REVOKED -> "revoked";
        };
    }
}
