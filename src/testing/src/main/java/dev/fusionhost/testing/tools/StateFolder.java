package dev.fusionhost.testing.tools;

import dev.fusionhost.tools.sandbox.Safekeeping;
import dev.fusionhost.tools.sandbox.Trash;
import dev.fusionhost.tools.undo.UndoJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/// What hosts keep for undo, and what they throw away: in a folder that goes when the tests end.
final class StateFolder {
    private static final Path FOLDER = made();
    private static final AtomicInteger HOSTS = new AtomicInteger();

    private StateFolder() {}

    /// For one more host; nothing is made before it is needed.
    static Safekeeping next() {
        var home = FOLDER.resolve(Integer.toString(HOSTS.incrementAndGet()));
        var journal = new UndoJournal(home.resolve("undo"), InstantSource.system());
        return new Safekeeping(journal, Trash.in(home.resolve("trash")));
    }

    private static Path made() {
        try {
            var folder = Files.createTempDirectory("fusion-host-testing");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException _) {
            // It is in the system's folder for such things.
        }
    }
}
