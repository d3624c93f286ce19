package dev.fusionhost.agent.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds the Secret Service on the bus of the user's session.
final class SessionBus {
    private SessionBus() {}

    /// Only where a session says that it has a bus: libsecret would start one of its own.
    ///
    /// @param environment gives a variable by its name, or null
    static SecretService.Door in(UnaryOperator<@Nullable String> environment) {
        return () -> {
            if (!isIn(environment)) throw new IOException("this session has no bus");
            return new LibSecret();
        };
    }

    private static boolean isIn(UnaryOperator<@Nullable String> environment) {
        var address = environment.apply("DBUS_SESSION_BUS_ADDRESS");
        if (address != null && !address.isEmpty()) return !address.startsWith("autolaunch:");
        var folder = environment.apply("XDG_RUNTIME_DIR");
        return folder != null && !folder.isEmpty() && Files.exists(Path.of(folder, "bus"));
    }
}
