/// The way to the server: through which proxy, trusting whom, and as whom.
///
/// [Network] answers it for a server, as a [Route]: the [Proxy] that [Proxies] chose by the
/// operator's settings and the usual environment variables, the authorities of [TrustedRoots], and
/// the certificate of [ClientCertificate]. All of it is read at run time and anew for each
/// connection, so that the executable trusts the machine that it runs on and not the one that built
/// it. An [Obstacle] names what a proxy or TLS put in the way.
@NullMarked
package dev.fusionhost.agent.network;

import org.jspecify.annotations.NullMarked;
