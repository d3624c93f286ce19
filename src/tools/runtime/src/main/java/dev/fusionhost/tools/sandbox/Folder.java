package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;

/// An open folder: its entries, as they come from the system, in no order and without all of them
/// in memory at once. Going through them is possible once. Links are shown and never entered.
///
/// It holds descriptors: close it.
public final class Folder implements Iterable<Entry>, AutoCloseable {
    private final Sandbox sandbox;
    private final FolderHandle handle;
    private final String given;
    private final boolean nearProtected;

    Folder(Sandbox sandbox, FolderHandle handle, String given) {
        this.sandbox = sandbox;
        this.handle = handle;
        this.given = given;
        this.nearProtected = sandbox.mayBeProtectedBelow(handle.path());
    }

    /// Absolute and canonical.
    public String path() {
        return handle.path().toString();
    }

    /// @throws ToolException `io`, also in the midst of it
    @Override
    public Iterator<Entry> iterator() {
        try {
            return new Entries(handle.names());
        } catch (IOException e) {
            throw Refusal.of(given, e);
        }
    }

    /// What has a name in it, whether something has or not; a look will tell.
    ///
    /// @throws ToolException `invalid_input` unless it is one name
    public Entry entry(String name) {
        OneName.check(name, name);
        return new Entry(this, Path.of(name));
    }

    FolderHandle handle() {
        return handle;
    }

    Folder open(Path name) throws IOException {
        return new Folder(sandbox, handle.folder(name), given(name));
    }

    void mustNotBeProtected(Path name) {
        if (nearProtected && sandbox.isProtected(handle.path().resolve(name))) {
            throw Refusal.protectedPath(given(name));
        }
    }

    String given(Path name) {
        return given + "/" + name;
    }

    @Override
    public void close() {
        try {
            handle.close();
        } catch (IOException e) {
            throw Refusal.of(given, e);
        }
    }

    private final class Entries implements Iterator<Entry> {
        private final Iterator<Path> names;

        private Entries(Iterator<Path> names) {
            this.names = names;
        }

        @Override
        public boolean hasNext() {
            try {
                return names.hasNext();
            } catch (DirectoryIteratorException e) {
                throw Refusal.of(given, Objects.requireNonNull(e.getCause()));
            }
        }

        @Override
        public Entry next() {
            try {
                return new Entry(Folder.this, names.next().getFileName());
            } catch (DirectoryIteratorException e) {
                throw Refusal.of(given, Objects.requireNonNull(e.getCause()));
            }
        }
    }
}
