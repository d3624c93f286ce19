package dev.fusionhost.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.system.SystemInfo.Info;
import dev.fusionhost.testing.tools.ToolTester;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemInfoTest {
    @Test
    void theMachineIsDescribed(@TempDir Path root) throws IOException {
        var tools = ToolTester.in(root).with(new SystemInfo()).withTimeout(Duration.ofSeconds(45));

        var info = tools.call("system_info").output(Info.class);

        assertThat(info.os().name()).isEqualTo(System.getProperty("os.name"));
        assertThat(info.versions().java()).isEqualTo(Runtime.version().toString());
        assertThat(info.cores()).isPositive();
        assertThat(info.memory().totalBytes()).isGreaterThan(info.memory().freeBytes());
        assertThat(info.disks()).hasSize(1);
        assertThat(info.disks().getFirst().totalBytes()).isPositive();
        assertThat(info.limits().callSeconds()).isEqualTo(45);
    }
}
