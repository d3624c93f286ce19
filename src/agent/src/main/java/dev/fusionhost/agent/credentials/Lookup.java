package dev.fusionhost.agent.credentials;

/// What a store says when it is asked for a credential. Four answers, never two: an identity that
/// can't be read is not an identity that isn't there.
public sealed interface Lookup {
    record Found(Credential credential) implements Lookup {}

    /// Proven: there is none. The only answer that may lead to an enrolment.
    record Absent() implements Lookup {}

    /// Nobody can tell now: the store is locked, doesn't answer, or isn't at hand. Worth another
    /// try.
    ///
    /// @param sentence names the store, why, and what to do
    record Locked(String sentence) implements Lookup {}

    /// There is one, and it can't be used; its bytes are left as they are.
    ///
    /// @param sentence names the place, what is wrong with it and what to do
    record Broken(String sentence) implements Lookup {}
}
