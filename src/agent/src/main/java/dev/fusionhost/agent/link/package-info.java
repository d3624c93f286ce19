/// Keeps one stream to the server alive for as long as the host runs.
///
/// [Link] is the loop: dial, serve, and on loss wait and dial again; where it is, it tells a
/// [LinkWatch] as a [LinkState]. [Dialler] makes a stream by the way that [StreamRoute] says;
/// [WebSocketTransport] adapts Vert.x' WebSocket to [Stream], and they are the only classes that
/// know there is a WebSocket. A [Stream] says hello, pings, and knows by its [Backlog] whether
/// the peer reads. A [Loss] says how a stream ended or why there is none, [Permanence] what that
/// means (a [Verdict]), [Pacing] how long to wait; [Pause] waits, and looks out for
/// [Surroundings] that make the wait pointless.
@NullMarked
package dev.fusionhost.agent.link;

import org.jspecify.annotations.NullMarked;
