package dev.fusionhost.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.protocol.Limits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls whose plans were shown and may be applied, by call id. What is applied is what is kept
/// here, never what a client sends a second time.
///
/// In memory: a host's plans live no longer than ten minutes either.
@Singleton
class Proposals {
    private static final int MAX_KEPT = 1_000;

    private final Clock clock;
    private final LinkedHashMap<String, Shown> shown = new LinkedHashMap<>();

    Proposals(Clock clock) {
        this.clock = clock;
    }

    synchronized void keep(String callId, ToolCall call) {
        shown.putLast(callId, new Shown(call, clock.instant().plus(Limits.PLAN_LIFETIME)));
        shown.values().removeIf(this::isOver);
        if (shown.size() > MAX_KEPT) shown.pollFirstEntry();
    }

    /// The call behind a plan, once.
    synchronized Optional<ToolCall> take(String callId) {
        return Optional.ofNullable(shown.remove(callId))
                .filter(plan -> !isOver(plan))
                .map(Shown::call);
    }

    private boolean isOver(Shown plan) {
        return !clock.instant().isBefore(plan.expiresAt());
    }

    /// A tool, its input and the device that is to run it.
    record ToolCall(
            String deviceId,
            String tool,
            @Nullable JsonNode input,
            @Nullable Integer timeoutSeconds) {}

    private record Shown(ToolCall call, Instant expiresAt) {}
}
