/// Whether whoever shows a token has the key that it is bound to (RFC 9449, DPoP): a stolen token
/// alone is worth nothing.
///
/// [Shown] is what a request shows of its sender. The [ProofGate] reads the proof in it and gives a
/// [Judgement]; [Address] is where a proof says that it goes. [Nonces] stand in for a clock that is
/// off, and [SeenProofs] remembers what was used.
@NullMarked
package dev.fusionhost.server.proof;

import org.jspecify.annotations.NullMarked;
