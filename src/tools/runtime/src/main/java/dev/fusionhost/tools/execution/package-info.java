/// What one call of a tool does, from its input to its outcome; where the call came from and how
/// it is answered is not known here.
///
/// [CallRunner] finds the tool, reads its input and runs it by its kind; the [PlanBook] remembers
/// the plans that were shown, and [PathLocks] let one change at a time at a path. [CallContext] is
/// what the tool sees of it, and a [ProgressListener] hears how far it has come. [RunningCall]
/// runs a call on a thread and answers it once, with an [Outcome]: an output, a
/// [Proposal], or a [Failure], which [Failures] words from whatever was thrown.
@NullMarked
package dev.fusionhost.tools.execution;

import org.jspecify.annotations.NullMarked;
