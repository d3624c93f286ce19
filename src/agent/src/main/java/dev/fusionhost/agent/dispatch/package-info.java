/// Runs what the server calls, and answers each call once.
///
/// [Dispatcher] takes frames as they come and gives every call a place among those in flight, a
/// deadline and one of the [CallThreads]; [Delivery] brings back what is said of it. The
/// [CallLedger] knows all calls: each [CallAtWork], the [KeptResults] that aren't settled, and the
/// [PastCalls] that must not run again; what changes something it writes into the journal, before
/// the call runs and again before its result is told. What a call does is not decided here but in
/// [dev.fusionhost.tools.execution]; [ResultFrames] and [PacedProgress] say it on the wire.
@NullMarked
package dev.fusionhost.agent.dispatch;

import org.jspecify.annotations.NullMarked;
