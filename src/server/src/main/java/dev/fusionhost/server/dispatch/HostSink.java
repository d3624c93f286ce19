package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.ServerFrame;

/// The way to one device, as long as it is there: a stream, a queue, whatever the application has.
///
/// Both methods return at once, and may be called from any thread.
public interface HostSink {
    /// Hands a frame over. Not a promise that it arrives: what isn't acknowledged is sent again.
    void send(ServerFrame frame);

    /// The dispatcher is done with this sink.
    ///
    /// @param code one of [dev.fusionhost.protocol.CloseCode]: `REPLACED` when the device came by
    ///     another way, `REVOKED` when it may not come at all, `GOING_AWAY` when the server stops
    void close(int code);
}
