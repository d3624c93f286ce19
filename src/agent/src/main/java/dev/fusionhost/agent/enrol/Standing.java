package dev.fusionhost.agent.enrol;

/// What the server says of an identity.
public enum Standing {
    GOOD,
    /// Refused with our own JSON: the server means it.
    REFUSED,
    /// No answer, or one that something on the way may have given.
    UNKNOWN
}
