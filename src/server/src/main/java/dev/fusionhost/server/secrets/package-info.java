/// What the server knows and nobody else.
///
/// [KeptSecrets] holds secrets in the database, [ServerSecret] is the one that signs,
/// [Fingerprint] is what is kept of a secret that was given away, and [BearerToken] finds one in
/// a header.
@NullMarked
package dev.fusionhost.server.secrets;

import org.jspecify.annotations.NullMarked;
