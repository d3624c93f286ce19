package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder on a system without descriptors to start from: everything goes by path, and each look
/// is followed by another one at where the path leads now. The package says what that is worth.
final class CheckedFolder implements FolderHandle {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final BasicFileAttributes opened;
    private final List<DirectoryStream<Path>> listings = new ArrayList<>(1);

    private CheckedFolder(Path path) throws IOException {
        this.path = path;
        this.opened = look(path);
        check();
    }

    static CheckedFolder open(Path canonical) throws IOException {
        return new CheckedFolder(canonical);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public BasicFileAttributes attributes() throws IOException {
        var seen = look(path);
        check();
        return seen;
    }

    @Override
    public BasicFileAttributes attributes(Path name) throws IOException {
        var file = path.resolve(name);
        var seen = look(file);
        mustBeItsName(name, file.toRealPath(NOFOLLOW_LINKS).getFileName());
        check();
        return seen;
    }

    // Windows takes `SSH~1` and `.ssh.` for `.ssh`, and what is protected is known by one name
    // only.
    // Upper and lower case are no matter: no comparison of names tells them apart.
    private static void mustBeItsName(Path name, Path real) throws NoSuchFileException {
        if (!name.toString().equalsIgnoreCase(real.toString())) {
            throw new NoSuchFileException(name.toString());
        }
    }

    @Override
    public Path linkTarget(Path name) throws IOException {
        var target = Files.readSymbolicLink(path.resolve(name));
        check();
        return target;
    }

    @SuppressWarnings("StreamResourceLeak") // Closed with the handle.
    @Override
    public Iterator<Path> names() throws IOException {
        var listing = Files.newDirectoryStream(path);
        listings.add(listing);
        check();
        return listing.iterator();
    }

    @Override
    public CheckedFolder again() throws IOException {
        return new CheckedFolder(path);
    }

    @Override
    public CheckedFolder folder(Path name) throws IOException {
        var folder = new CheckedFolder(path.resolve(name));
        check();
        return folder;
    }

    @Override
    public SeekableByteChannel read(Path name) throws IOException {
        var file = path.resolve(name);
        var channel = Files.newByteChannel(file, READ, NOFOLLOW_LINKS);
        @Nullable SeekableByteChannel unchecked = channel;
        try {
            check();
            if (!file.toRealPath().equals(file)) throw new LinkInTheWayException(name);
            unchecked = null;
            return channel;
        } finally {
            if (unchecked != null) unchecked.close();
        }
    }

    // Without an option `Files.move` refuses to replace; on Windows the system itself does.
    @Override
    public void moveNew(Path name, FolderHandle to, Path newName) throws IOException {
        var target = (CheckedFolder) to;
        check();
        target.check();
        if (!Files.getFileStore(path).equals(Files.getFileStore(target.path))) {
            throw new AtomicMoveNotSupportedException(name.toString(), newName.toString(), null);
        }
        Files.move(path.resolve(name), target.path.resolve(newName));
        check();
        target.check();
    }

    @Override
    public void respell(Path name, Path newName) throws IOException {
        check();
        Files.move(path.resolve(name), path.resolve(newName), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void replace(Path name, Path over) throws IOException {
        check();
        Files.move(
                path.resolve(name),
                path.resolve(over),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        check();
    }

    @Override
    public FileChannel create(Path name, boolean secret) throws IOException {
        check();
        var file = path.resolve(name);
        var channel = FileChannel.open(file, WRITE, CREATE_NEW, NOFOLLOW_LINKS);
        boolean ours = false;
        try {
            var view = posix(file);
            if (secret && view != null) view.setPermissions(OWNER_ONLY);
            check();
            ours = true;
            return channel;
        } finally {
            if (!ours) channel.close();
        }
    }

    @Override
    public void makeFolder(Path name) throws IOException {
        check();
        Files.createDirectory(path.resolve(name));
        check();
    }

    @Override
    public void makeLink(Path name, Path text) throws IOException {
        check();
        Files.createSymbolicLink(path.resolve(name), text);
        check();
    }

    @Override
    public void dress(Path name, Dress like) throws IOException {
        check();
        var view = posix(path.resolve(name));
        if (view != null) like.putOn(view);
        else
            like.putOn(
                    Files.getFileAttributeView(
                            path.resolve(name), BasicFileAttributeView.class, NOFOLLOW_LINKS));
    }

    @Override
    public void delete(Path name) throws IOException {
        if (attributes(name).isDirectory()) throw new DirectoryNotEmptyException(name.toString());
        Files.delete(path.resolve(name));
    }

    @Override
    public void deleteFolder(Path name) throws IOException {
        if (!attributes(name).isDirectory()) throw new NotDirectoryException(name.toString());
        Files.delete(path.resolve(name));
    }

    // Windows has no way to do it, and writes the names with the journal of its file system.
    @Override
    public void sync() throws IOException {
        check();
    }

    private static @Nullable PosixFileAttributeView posix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    }

    private static BasicFileAttributes look(Path path) throws IOException {
        var posix = posix(path);
        return posix == null
                ? Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
                : posix.readAttributes();
    }

    private void check() throws IOException {
        var now = look(path);
        var moved = opened.fileKey() != null && !FileInfo.same(opened, now);
        if (moved || !now.isDirectory() || !path.toRealPath().equals(path)) {
            throw new LinkInTheWayException(path.getFileName());
        }
    }

    @Override
    public void close() throws IOException {
        for (var listing : listings) listing.close();
    }
}
