/// The device runtime: resolve the credential (enrol on the first start), dial out, run what the
/// server calls, and come back when the stream is lost. It has no tools of its own.
///
/// [FusionHost] is the whole of it as one Java call, `run(HostOptions)`; the command line in `cli`
/// is its first user. The rooms, in the order in which a start walks through them: `config` reads
/// the settings, `home` locks the state folder, `credentials` finds or keeps the identity, `enrol`
/// asks for one, `journal` remembers earlier calls, `link` keeps the stream alive, `dispatch` runs
/// the calls and `audit` writes them down; `status` and `supervision` tell how it goes, `doctor`
/// why it doesn't, and `service` has the system run it. What goes wrong for good is a
/// [HostFailure]: one sentence and an exit code.
@NullMarked
package dev.fusionhost.agent;

import org.jspecify.annotations.NullMarked;
