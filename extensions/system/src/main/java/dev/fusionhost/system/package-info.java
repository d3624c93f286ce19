/// The machine itself: what it is ([SystemInfo]), and the commands on it that its operator declared
/// ([RunCommand], which isn't offered where there are none).
///
/// [CommandSettings] is what the operator writes, in [CommandVariables] or in properties;
/// [DeclaredCommands] reads it strictly when the host starts, into one [DeclaredCommand] each, with
/// its [Parameter]s and the [Argument]s that it is started with. No shell comes in between: an
/// argument is one argument, whatever is in it. A [ProcessTree] is a command at work with all that
/// it has started, and [Output] is what it printed.
///
/// ## What ends with a command
///
/// When its process ends, its time is up or the call is cancelled, everything it has started ends
/// with it. Those are its descendants, and on Linux also whoever has let go of its parent: each is
/// known by a variable in its environment, which children inherit. A process that lets go of its
/// parent and clears its environment gets away, as does, on other systems, one whose parent ended
/// before it. Where the host itself is killed, its commands go on.
@NullMarked
package dev.fusionhost.system;

import org.jspecify.annotations.NullMarked;
