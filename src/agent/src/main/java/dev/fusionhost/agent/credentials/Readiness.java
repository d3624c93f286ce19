package dev.fusionhost.agent.credentials;

/// Whether a store could keep something.
public sealed interface Readiness {
    record Ready() implements Readiness {}

    /// It is locked, or doesn't answer: another time.
    ///
    /// @param sentence why, and what to do
    record Later(String sentence) implements Readiness {}

    /// Not on this machine, or not in this way.
    ///
    /// @param sentence why, and what to do
    record Never(String sentence) implements Readiness {}
}
