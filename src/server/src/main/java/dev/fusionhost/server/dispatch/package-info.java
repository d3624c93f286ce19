/// Calls go out to devices, results come back; what an application embeds.
///
/// [HostDispatcher] is the front: connect, dispatch, deliver, drop. It keeps a [DeviceLine] for
/// each device; that keeps the [PendingCalls], each a [PendingCall] without an answer, and the
/// [RecentCalls] that have one. [HostSink] is the way to a device, [Leftovers] what the device
/// brought along from its stream before, [Alarms] the passing of time.
///
/// No web types and no CDI here: the stream, or an application's own transport, stands outside.
@NullMarked
package dev.fusionhost.server.dispatch;

import org.jspecify.annotations.NullMarked;
