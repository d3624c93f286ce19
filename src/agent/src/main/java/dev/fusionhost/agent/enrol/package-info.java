/// How a device gets its identity, and asks for it later.
///
/// [Identity] is who we are at a server, over the whole of its life. [ServerApi] is the REST client
/// of the calls beside the stream, [ServerQuestions] among them. [Enroller] exchanges a pairing
/// code for a credential, and asks the server who we are when the identity is in doubt.
/// [HeldCredential] is the one that a running host shows, and changes its token.
@NullMarked
package dev.fusionhost.agent.enrol;

import org.jspecify.annotations.NullMarked;
