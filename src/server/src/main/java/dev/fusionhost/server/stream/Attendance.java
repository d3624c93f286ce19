package dev.fusionhost.server.stream;

import dev.fusionhost.protocol.HostFrame.Hello;

/// Hears of the devices that come and go. Both methods return at once.
interface Attendance {
    void arrived(Hello hello);

    void left(String deviceId);
}
