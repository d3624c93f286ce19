/// How a host that runs is doing, for those who look at it from outside.
///
/// [StatusFile] writes a [Status] into the state folder whenever the link's state changes, and
/// reads it back in another process.
@NullMarked
package dev.fusionhost.agent.status;

import org.jspecify.annotations.NullMarked;
