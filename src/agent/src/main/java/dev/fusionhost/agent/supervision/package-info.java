/// What systemd is told of a host that it runs, by the contract of `sd_notify(3)`.
///
/// The [ServiceManager] says in its words that the host is ready, how it is doing, that it ends,
/// and that it lives; a [NoticeSocket] brings that to it. Where nobody listens, which is everywhere
/// but under systemd, nothing is said and nothing is loaded.
///
/// Ready is a host that was online once or waits to be, since it does all it can then. Alive is one
/// whose link's own loop goes round, which it does only while the server is heard from or while a
/// wait for the next attempt passes: a loop that hangs feeds no watchdog.
@NullMarked
package dev.fusionhost.agent.supervision;

import org.jspecify.annotations.NullMarked;
