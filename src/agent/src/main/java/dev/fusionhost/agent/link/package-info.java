/// Keeps one stream to the server alive for as long as the host runs.
///
/// [Link] is the loop: dial, serve, and on loss ask when to dial again. [Dialler] makes a stream;
/// [StreamEndpoint] adapts Quarkus' WebSocket client to [Stream], and the two are the only classes
/// that know there is a WebSocket. A [Loss] says how a stream ended or why there is none,
/// [Permanence] what that means (a [Verdict]), [Pacing] how long to wait.
@NullMarked
package dev.fusionhost.agent.link;

import org.jspecify.annotations.NullMarked;
