/// Who has enrolled, and whether it may still come.
///
/// [Devices] is the register, [Device] an entry of it, with its [AdvertisedTools]. [Bearers]
/// tells from a token which device it is ([Bearer]); [SelfResource] lets a device ask that for
/// itself, and have the token that follows by [Rotation]. [Machines] notices two with one identity.
/// What a device says of itself is a [Claim].
@NullMarked
package dev.fusionhost.server.devices;

import org.jspecify.annotations.NullMarked;
