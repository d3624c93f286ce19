/// The other side, for tests: a server that does what a test tells it to, and fakes for what a test
/// can't wait for.
///
/// [ScriptedServer] listens on a free port of the loopback, enrols devices and takes their streams.
/// [Upgrade] is what it does with the next stream, [Reply] what it answers to the next request,
/// [Seen] a request as it came. [Session] is one device's stream: calls go out of it, frames come
/// in, and it can be dropped, starved and lied to. [FakeClock] and [FakeRandom] stand in for time
/// and chance.
///
/// A [ScriptedProxy] stands between the two where a test wants one, and [SelfSigned] is what a
/// server shows of itself; a [NoticeBoard] is what systemd would hear, and a [KeyringSession] a
/// desktop's keyring.
///
/// Behind the scenes [Listener] keeps the port, [Reception] routes the requests, [EnrolmentDesk]
/// gives identities, [Inbox] takes what a device says, [Line] is the connection below HTTP (with a
/// [Gate] where it must not read), and [Script] holds what comes next. All waiting is done in
/// [Sightings]: with a bound, and with an [AssertionError] that tells what was seen instead.
///
/// Plain Java on Vert.x, no Quarkus: a tool's or a server's tests may depend on this jar.
@NullMarked
package dev.fusionhost.testing;

import org.jspecify.annotations.NullMarked;
