package dev.fusionhost.tools.undo;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The hold on a record: of all calls in all processes, the one that has it may write the record or
/// take it back.
///
/// It is a lock on a file of its own, which is opened for nothing else: on POSIX systems a process
/// loses its locks on a file once it closes any of its channels to it (fcntl(2)), so that reading a
/// record would end the hold on it. A file that this process holds isn't even opened a second time.
final class Hold implements Closeable {
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Hold(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @return empty where somebody has it
    static Optional<Hold> take(Path lock, FileAttribute<?>... attributes) throws IOException {
        var file = lock.toAbsolutePath().normalize();
        if (!OURS.add(file)) return Optional.empty();
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, Set.of(CREATE, WRITE), attributes);
            taken = channel.tryLock() != null;
            return taken ? Optional.of(new Hold(file, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                if (channel != null) channel.close();
                OURS.remove(file);
            }
        }
    }

    /// Nobody has to hold the record any more. Its lock goes before it is let go: whoever has
    /// opened it by now gets it only when nothing is left to take back.
    void over() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        // By now somebody else may have it.
        if (!channel.isOpen()) return;
        try {
            channel.close();
        } finally {
            OURS.remove(file);
        }
    }
}
