package dev.fusionhost.agent.link;

import java.time.Instant;

/// Where a host is on its way to its server, for those who look at it from outside.
public sealed interface LinkState {
    /// A pairing code is exchanged for an identity.
    record Enrolling() implements LinkState {}

    /// The server is dialled.
    record Connecting() implements LinkState {}

    /// The stream is open.
    record Online() implements LinkState {}

    /// There is no stream.
    ///
    /// @param until when the next attempt comes, at the latest
    /// @param why there is none, as a sentence without its full stop
    record Waiting(Instant until, String why) implements LinkState {}

    /// The host is about to end: it takes no new calls, and those at work finish.
    record Draining() implements LinkState {}

    /// The server does not know this device any more; the host has ended.
    record Revoked() implements LinkState {}
}
