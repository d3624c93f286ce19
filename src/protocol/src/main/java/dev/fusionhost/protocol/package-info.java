/// The wire between a device host and its server, version 1: what may be said, how it is written,
/// how much of it.
///
/// [HostFrame] is what a device says, [ServerFrame] what a server says; both are closed families
/// with an explicit `Unknown`. [FrameCodec] turns text into frames and back and is the only class
/// that knows JSON's spelling of them. [Enrolment] holds the bodies of the REST calls that come
/// before the stream, [Limits] the bounds of every read, [CloseCode] the words of a closing stream.
///
/// No Quarkus and no CDI here: other people's servers may depend on this jar. The wire only grows.
@NullMarked
package dev.fusionhost.protocol;

import org.jspecify.annotations.NullMarked;
