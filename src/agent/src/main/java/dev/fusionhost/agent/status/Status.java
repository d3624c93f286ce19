package dev.fusionhost.agent.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fusionhost.agent.link.LinkState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a host says of itself in `status.json`.
///
/// @param since when this state began
/// @param until where it waits, when the next attempt comes at the latest
/// @param why where it waits, why there is no stream
/// @param server the server's origin
/// @param name the device's label
/// @param deviceId the one that the server chose; null before the first enrolment
/// @param lastContact when anything last came from the server, to half a minute; null before that
/// @param tools how many are offered
/// @param atWork calls at work when this was written
/// @param kept results that the server didn't have for good when this was written
/// @param pid the process that wrote this
/// @param started when that process was started, which tells it from a later one of the same id
public record Status(
        State state,
        Instant since,
        @Nullable Instant until,
        @Nullable String why,
        String server,
        String name,
        @Nullable String deviceId,
        @Nullable Instant lastContact,
        @Nullable Integer tools,
        @Nullable Integer atWork,
        @Nullable Integer kept,
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

    /// For a person: what else is known, a line each.
    public List<String> details() {
        var details = new ArrayList<String>();
        if (deviceId != null) details.add("device: " + deviceId);
        if (lastContact != null) details.add("last heard of the server: " + lastContact);
        if (tools != null) details.add("tools: " + tools);
        if (atWork != null && alive()) details.add("calls at work: " + atWork);
        if (kept != null) details.add("results that the server has yet to take: " + kept);
        return details;
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
