/// How a machine becomes a device: a person mints a code, the machine offers it once.
///
/// [PairingCode] is what the person types, [PairingCodes] those that were minted, [Pairing] the
/// exchange for an identity. [EnrolmentResource] answers the machine, and [Lockout] keeps away
/// who only guesses.
@NullMarked
package dev.fusionhost.server.pairing;

import org.jspecify.annotations.NullMarked;
