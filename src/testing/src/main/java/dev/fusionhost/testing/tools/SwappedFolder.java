package dev.fusionhost.testing.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A folder that somebody swaps for a link to another one and back, as fast as the system lets him:
/// what is looked at first and opened later leads elsewhere in between.
public final class SwappedFolder implements AutoCloseable {
    private final Path folder;
    private final Path aside;
    private final Path decoy;
    private final AtomicLong swaps = new AtomicLong();
    private final Thread racer = Thread.ofPlatform().unstarted(this::swap);
    private volatile boolean over;
    private volatile @Nullable IOException failure;

    private SwappedFolder(Path folder) {
        this.folder = folder;
        this.aside = folder.resolveSibling("aside");
        this.decoy = folder.resolveSibling("decoy");
    }

    /// Begins to swap. The link and the folder, while it has to wait, are beside it.
    public static SwappedFolder of(Path folder, Path elsewhere) throws IOException {
        var swapped = new SwappedFolder(folder);
        Files.createSymbolicLink(swapped.decoy, elsewhere);
        swapped.racer.start();
        return swapped;
    }

    /// How often it was a link and a folder again.
    public long swaps() {
        return swaps.get();
    }

    private void swap() {
        try {
            while (!over) {
                Files.move(folder, aside);
                Files.move(decoy, folder);
                Files.move(folder, decoy);
                Files.move(aside, folder);
                swaps.incrementAndGet();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /// Ends it; the folder is in its place.
    ///
    /// @throws IOException where somebody else has moved one of the three
    @Override
    public void close() throws IOException, InterruptedException {
        over = true;
        racer.join();
        if (failure != null) throw failure;
    }
}
