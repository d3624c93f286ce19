/// How a request says who sends it.
///
/// [Authorization] makes the headers, and every request to the server takes them from there.
/// [DeviceKey] is this device's own key, by whose proofs (RFC 9449, DPoP) a token that was copied
/// without it is worth nothing.
@NullMarked
package dev.fusionhost.agent.proof;

import org.jspecify.annotations.NullMarked;
