package dev.fusionhost.server.stream;

/// The sending side of one WebSocket. Both methods return at once.
interface Outlet {
    void send(String text);

    void close(int code);

    /// Whether the peer has stopped reading what we send.
    boolean isStuck();
}
