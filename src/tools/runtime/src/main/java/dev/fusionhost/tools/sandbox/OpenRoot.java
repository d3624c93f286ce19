package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/// A root with its folder held open, so that no link above it can lead elsewhere.
///
/// The folder at the root's path can be replaced by its owner (a build folder is deleted and made
/// anew). Each use compares the two, and opens the new one where it is a folder at the very same
/// canonical path; a link there is no longer the root.
final class OpenRoot implements Closeable {
    private final Root root;
    private final Path given;
    private final FolderHandle.Opener opener;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private FolderHandle handle;
    private BasicFileAttributes opened;

    /// @param given the form in which the owner wrote the root's path
    OpenRoot(Root root, Path given, FolderHandle.Opener opener) throws IOException {
        this.root = root;
        this.given = given;
        this.opener = opener;
        this.handle = openAt(root.path(), opener);
        this.opened = handle.attributes();
    }

    /// Opens by path, which follows links, and then makes sure that it didn't follow any.
    private static FolderHandle openAt(Path path, FolderHandle.Opener opener) throws IOException {
        var handle = opener.open(path);
        if (path.toRealPath().equals(path) && FileInfo.same(handle.attributes(), look(path))) {
            return handle;
        }
        handle.close();
        throw new NoSuchFileException(path.toString());
    }

    Root root() {
        return root;
    }

    Path path() {
        return root.path();
    }

    /// The path in its canonical form, where it begins with either form of the root.
    Optional<Path> canonical(Path path) {
        if (path.startsWith(root.path())) return Optional.of(path);
        if (!path.startsWith(given)) return Optional.empty();
        return Optional.of(root.path().resolve(given.relativize(path)).normalize());
    }

    /// The names that lead from the root to a canonical path in it.
    List<Path> names(Path path) {
        int skipped = root.path().getNameCount();
        if (path.getNameCount() == skipped) return List.of();
        return Stream.iterate(path, p -> p.getNameCount() > skipped, Path::getParent)
                .map(Path::getFileName)
                .toList()
                .reversed();
    }

    boolean is(BasicFileAttributes folder) {
        return folder.fileKey() != null && folder.fileKey().equals(opened.fileKey());
    }

    /// A new handle on the root's folder.
    FolderHandle open() throws IOException {
        lock.readLock().lock();
        try {
            if (inPlace()) return handle.again();
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            if (!inPlace()) replace();
            return handle.again();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean inPlace() throws IOException {
        return FileInfo.same(opened, look(root.path()));
    }

    private void replace() throws IOException {
        var replacement = openAt(root.path(), opener);
        handle.close();
        handle = replacement;
        opened = replacement.attributes();
    }

    private static BasicFileAttributes look(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        lock.writeLock().lock();
        try {
            handle.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
