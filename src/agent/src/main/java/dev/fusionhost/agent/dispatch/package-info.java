/// Runs what the server calls, and answers each call once.
///
/// [Dispatcher] takes frames as they come and gives every call a virtual thread, a deadline and a
/// place among those in flight; the [CallLedger] knows all of them: running, answered but not
/// settled, or cancelled before they came. What a call does is not decided here but in
/// [dev.fusionhost.tools.execution]; [ResultFrames] and [PacedProgress] say it on the wire.
@NullMarked
package dev.fusionhost.agent.dispatch;

import org.jspecify.annotations.NullMarked;
