/// The command line: `run` (what happens without a command), `enroll`, `status`, `tools`, `undo`,
/// `credentials`, `unenroll`, `version`.
///
/// [FusionHostCommand] is the top; each command is a class of its own. [ServerOption] and
/// [RootsOption] are what several of them share. [CommandLineSetup] sees to it that whatever goes
/// wrong is one sentence and an exit code from `sysexits.h`.
@NullMarked
package dev.fusionhost.agent.cli;

import org.jspecify.annotations.NullMarked;
