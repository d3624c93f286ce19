/// How a device gets its identity, and asks for it later.
///
/// [Identity] is who we are at a server, over the whole of its life. [ServerApi] is the REST client
/// of the three calls beside the stream; [Enroller] exchanges a pairing code for a credential, and
/// asks the server who we are when the identity is in doubt.
@NullMarked
package dev.fusionhost.agent.enrol;

import org.jspecify.annotations.NullMarked;
