/// The end-to-end tests: the application as it ships, jar or executable, as a process of its own
/// against a real server or a scripted one.
///
/// [Program] is any process that is started and listened to; [HostProgram] and [ServerProgram] are
/// ours, [Operator] is a person with a key at the server. [HostInFolders] is one host for many
/// tests of what it may touch, a [Workshop] one with a slow command, for tests of what becomes of a
/// call. A [FaultyLine] leads from a host to its server, a [HoldingLine]
/// keeps one request back, and the [Footprint] is what a process
/// holds. A [LightHost] is one of thousands, and the [Tally] counts them.
package dev.fusionhost.e2e;
