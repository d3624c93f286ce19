package dev.fusionhost.agent.credentials;

/// What a store says when it is asked for a credential. Three answers, never two: an identity that
/// can't be read is not an identity that isn't there.
public sealed interface Lookup {
    record Found(Credential credential) implements Lookup {}

    /// Proven: there is no such file. The only answer that may lead to an enrolment.
    record Absent() implements Lookup {}

    /// There is one, and it can't be used; its bytes are left as they are.
    ///
    /// @param sentence names the file, what is wrong with it and what to do
    record Broken(String sentence) implements Lookup {}
}
