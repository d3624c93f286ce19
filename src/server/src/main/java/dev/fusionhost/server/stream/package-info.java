/// The stream that each device holds open to its server.
///
/// [StreamGate] checks the token before there is a stream, [StreamEndpoint] adapts Quarkus'
/// WebSocket to a [HostStream], and that speaks the protocol: hello and welcome, then calls one
/// way and results the other, by way of the dispatcher. [Outlet] is its sending side,
/// [SocketOutlet] the real one, which keeps count of what is [Unsent]. [OpenStreams] ends those
/// that have died, [Attendance] hears who
/// came and left, and the [AttendanceBook] notes it. [Farewell] is the end of them all.
@NullMarked
package dev.fusionhost.server.stream;

import org.jspecify.annotations.NullMarked;
