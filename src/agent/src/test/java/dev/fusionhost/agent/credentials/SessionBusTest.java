package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionBusTest {
    @TempDir Path empty;

    /// Asked there, libsecret would start one.
    @Test
    void whereNoSessionNamesABusNoneIsAskedFor() {
        assertNone(Map.of());
        assertNone(Map.of("DBUS_SESSION_BUS_ADDRESS", "", "XDG_RUNTIME_DIR", ""));
        assertNone(Map.of("XDG_RUNTIME_DIR", empty.toString()));
        assertNone(Map.of("DBUS_SESSION_BUS_ADDRESS", "autolaunch:"));
    }

    private static void assertNone(Map<String, String> environment) {
        assertThatThrownBy(SessionBus.in(environment::get)::open)
                .isInstanceOf(IOException.class)
                .hasMessage("this session has no bus");
    }
}
