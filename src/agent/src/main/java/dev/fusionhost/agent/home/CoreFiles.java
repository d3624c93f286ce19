package dev.fusionhost.agent.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/// What the system keeps of a process that crashes.
public final class CoreFiles {
    private static final Logger LOG = Logger.getLogger(CoreFiles.class);

    /// Which of its memory Linux writes (`core(5)`).
    private static final Path FILTER = Path.of("/proc/self/coredump_filter");

    private CoreFiles() {}

    /// Keeps the memory of this process out of them, and with it the token: they are read by
    /// others, and sent to others. Processes that are started from here inherit that. macOS and
    /// Windows write none unless they are told to.
    public static void withoutMemory() {
        if (!Files.exists(FILTER)) return;
        try {
            Files.writeString(FILTER, "0", StandardOpenOption.WRITE);
        } catch (IOException refused) {
            LOG.warnf("A core file of this process would hold its memory: %s.", refused);
        }
    }
}
