/// The server half: devices enrol here, hold their streams open, and run the calls that an
/// operator or an application has for them.
///
/// [Startup] brings it up, in the [DataFolder] and with the settings of [ServerConfig], or says
/// why not ([BadSettingException]); [Wiring] gives out time, chance and the dispatcher. The
/// features are packages: `pairing` makes a machine a device, `devices` knows them, `stream`
/// holds their connections, `dispatch` sends calls and brings results back, `operator` is the
/// interface for people. Below them `rest`, `secrets` and `database`.
@NullMarked
package dev.fusionhost.server;

import org.jspecify.annotations.NullMarked;
