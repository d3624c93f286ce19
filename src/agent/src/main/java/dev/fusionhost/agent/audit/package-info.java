/// What was asked of this device and what came of it, for its owner: never what was in it.
///
/// The [AuditLog] writes a line of JSON when a call that may change something begins, and one when
/// a call is answered. Each line holds the SHA-256 of the line before it, so that the [AuditTrail]
/// finds a line that was changed, taken out or put in; only the newest lines can be cut off
/// unnoticed, by whoever doesn't know the hash that `audit verify` has printed before.
@NullMarked
package dev.fusionhost.agent.audit;

import org.jspecify.annotations.NullMarked;
