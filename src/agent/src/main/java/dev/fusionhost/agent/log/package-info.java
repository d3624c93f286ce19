/// Where the operator's log goes: what the host itself says, not what its libraries say.
///
/// The [OperatorLog] writes it to standard output or to files that are rotated, as text or as
/// [JsonLines]; a [LogSink] hands it, line by line, to who embeds the host. Each is a
/// [SoleHandler].
@NullMarked
package dev.fusionhost.agent.log;

import org.jspecify.annotations.NullMarked;
