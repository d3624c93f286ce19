package dev.fusionhost.files;

import dev.fusionhost.tools.sandbox.Folder;
import java.util.concurrent.atomic.AtomicInteger;

/// A folder that stays open for as long as somebody needs it: the walk that goes through it, and
/// each file of it that is still to be searched.
final class SharedFolder implements AutoCloseable {
    private final Folder folder;
    private final AtomicInteger users = new AtomicInteger(1);

    SharedFolder(Folder folder) {
        this.folder = folder;
    }

    Folder folder() {
        return folder;
    }

    /// One user more, who will close it as well.
    SharedFolder shared() {
        users.incrementAndGet();
        return this;
    }

    @Override
    public void close() {
        if (users.decrementAndGet() == 0) folder.close();
    }
}
