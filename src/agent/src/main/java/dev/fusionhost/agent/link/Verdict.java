package dev.fusionhost.agent.link;

import java.time.Duration;

/// What a loss means for the next attempt. None of them means giving up: only a doubt that the
/// server confirms does.
sealed interface Verdict {
    /// Dial again, with growing pauses that are never shorter than the floor.
    record Backoff(Duration floor) implements Verdict {}

    /// Dial again after a random time up to this; the loss was planned.
    record Soon(Duration within) implements Verdict {}

    /// Dial again after this long, and up to a quarter of it more.
    record Later(Duration after) implements Verdict {}

    /// The server may no longer know us: ask it before dialling again.
    record Doubt() implements Verdict {}
}
