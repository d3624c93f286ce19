package dev.fusionhost.server.proof;

import java.time.Instant;

/// What a proof is worth.
public sealed interface Judgement {
    /// There is none.
    record Absent() implements Judgement {}

    /// Its sender has the key.
    ///
    /// @param jkt the key's thumbprint (RFC 7638)
    /// @param jti the proof's own name
    /// @param until when a copy of it is refused for its age
    record Proven(String jkt, String jti, Instant until) implements Judgement {}

    /// It may be too old, or too young for a server that has just started: the same again, with
    /// this nonce.
    record NonceWanted(String nonce) implements Judgement {}

    /// It proves nothing.
    ///
    /// @param why a sentence
    record Unproven(String why) implements Judgement {}
}
