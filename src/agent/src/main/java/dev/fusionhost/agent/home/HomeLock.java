package dev.fusionhost.agent.home;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One host at a time works in a state folder: two would share an identity and a journal, and run
/// the same call twice. The lock is the system's own, so it ends with its process, however that
/// ends.
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock, where no other process has it.
    ///
    /// @return null where one has
    public static @Nullable HomeLock ifFree(Path home) {
        try {
            return take(home);
        } catch (HostFailure _) {
            return null;
        }
    }

    /// Takes the lock of a state folder.
    ///
    /// @throws HostFailure where another process has it, or the folder can't be written
    public static HomeLock take(Path home) {
        var file = home.resolve("lock");
        try {
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new HostFailure(
                        ExitCode.TEMPORARY,
                        "Another host works in %s; stop it, or set FUSION_HOST_HOME to another folder."
                                .formatted(home));
            }
            return new HomeLock(channel);
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "%s can't be locked; set FUSION_HOST_HOME to a folder that you may write."
                            .formatted(Files.exists(file) ? file : home),
                    failed);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // Another host in this very process.
            return null;
        }
    }

    /// The file stays: removing it would let two hosts lock two files of one name.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closed) {
            throw new IllegalStateException("the lock of the state folder is not released", closed);
        }
    }
}
