package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a host costs that nobody calls.
@Tag("soak")
class IdleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Duration WATCHED = Duration.ofMinutes(10);

    /// Headers of Ethernet, IPv4 and TCP with its timestamps. A portion is answered by an
    /// acknowledgement at worst, which is nothing but a header.
    private static final int HEADERS = 66;

    @TempDir Path folder;

    @Test
    void itNeedsHardlyAnyProcessorTimeAndHardlyAnyTraffic() throws Exception {
        try (var server = ServerProgram.start(folder.resolve("data"), 0, _ -> {});
                var operator = new Operator(server.origin(), server.operatorKey());
                var line = FaultyLine.to(server.origin());
                var host =
                        new HostProgram("run", "--root", folder.toString())
                                .with("FUSION_HOST_SERVER", line.origin())
                                .with("FUSION_HOST_CODE", operator.mintCode())
                                .with("FUSION_HOST_HOME", folder.resolve("home"))
                                .start()) {
            operator.awaitOnline(PATIENCE);
            Thread.sleep(WARM_UP);
            var processorBefore = host.processorTime();
            var bytesBefore = line.bytes();
            var portionsBefore = line.portions();
            Thread.sleep(WATCHED);
            var share =
                    (double) host.processorTime().minus(processorBefore).toMillis()
                            / WATCHED.toMillis();
            var onTheWire =
                    line.bytes() - bytesBefore + 2L * HEADERS * (line.portions() - portionsBefore);
            var kibAnHour = onTheWire * Duration.ofHours(1).toMillis() / WATCHED.toMillis() / 1024;
            System.out.printf(
                    "Idle: %.3f %% of a core, %d KiB an hour on the wire%n",
                    share * 100, kibAnHour);
            assertThat(share).isLessThanOrEqualTo(0.002);
            assertThat(kibAnHour).isLessThanOrEqualTo(100);
        }
    }
}
