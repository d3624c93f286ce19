package dev.fusionhost.server.stream;

import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.server.devices.Devices;
import dev.fusionhost.server.devices.Machines;
import dev.fusionhost.server.dispatch.HostDispatcher;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Notes it in the register, off the threads that carry the streams.
@Singleton
class AttendanceBook {
    private static final Logger LOG = Logger.getLogger(AttendanceBook.class);

    private final Devices devices;
    private final Machines machines;
    private final HostDispatcher dispatcher;

    AttendanceBook(Devices devices, Machines machines, HostDispatcher dispatcher) {
        this.devices = devices;
        this.machines = machines;
        this.dispatcher = dispatcher;
    }

    /// The page for those who come from one address.
    Attendance from(String address) {
        return new Attendance() {
            @Override
            public void arrived(Hello hello) {
                AttendanceBook.this.arrived(hello, address);
            }

            @Override
            public void left(String deviceId) {
                note(deviceId, () -> devices.left(deviceId));
            }
        };
    }

    private void arrived(Hello hello, String address) {
        machines.came(hello.deviceId(), hello.bootId(), hello.name(), address);
        note(
                hello.deviceId(),
                () -> {
                    // It may have been revoked between its upgrade and its hello.
                    if (!devices.arrived(hello)) dispatcher.drop(hello.deviceId());
                    if (devices.isRotationAsked(hello.deviceId()))
                        dispatcher.rotate(hello.deviceId());
                });
    }

    private static void note(String deviceId, Runnable work) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failed) {
                        LOG.warnf(failed, "Can't note that device %s came or left", deviceId);
                    }
                });
    }
}
