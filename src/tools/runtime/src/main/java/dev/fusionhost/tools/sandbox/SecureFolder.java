package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Set;

/// A folder whose names are looked up relative to its descriptor (`openat`, `fstatat`, `renameat`).
record SecureFolder(Path path, SecureDirectoryStream<Path> stream) implements FolderHandle {
    private static final Path SELF = Path.of(".");
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Override
    public BasicFileAttributes attributes() throws IOException {
        return stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
    }

    @Override
    public BasicFileAttributes attributes(Path name) throws IOException {
        return stream.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
    }

    @Override
    public Path linkTarget(Path name) throws IOException {
        return Files.readSymbolicLink(path.resolve(name));
    }

    @Override
    public Iterator<Path> names() {
        return stream.iterator();
    }

    @Override
    public SecureFolder again() throws IOException {
        return new SecureFolder(path, stream.newDirectoryStream(SELF, NOFOLLOW_LINKS));
    }

    // Never tried on anything but a folder: on a fifo it would wait, and on a file the JDK (25)
    // leaks
    // one descriptor and closes another twice.
    @Override
    public SecureFolder folder(Path name) throws IOException {
        return new SecureFolder(
                path.resolve(name), stream.newDirectoryStream(name, NOFOLLOW_LINKS));
    }

    @Override
    public SeekableByteChannel read(Path name) throws IOException {
        return stream.newByteChannel(name, Set.of(READ, NOFOLLOW_LINKS));
    }

    @Override
    public void moveNew(Path name, FolderHandle to, Path newName) throws IOException {
        var target = (SecureFolder) to;
        if (attributes(name).isDirectory()) target.moveFolderHere(this, name, newName);
        else target.moveOverPlaceholder(this, name, newName);
    }

    @Override
    public void respell(Path name, Path newName) throws IOException {
        stream.move(name, stream, newName);
    }

    @Override
    public void replace(Path name, Path over) throws IOException {
        stream.move(name, stream, over);
    }

    @Override
    public FileChannel create(Path name, boolean secret) throws IOException {
        var options = Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS);
        var channel =
                secret
                        ? stream.newByteChannel(name, options, OWNER_ONLY)
                        : stream.newByteChannel(name, options);
        return (FileChannel) channel;
    }

    @Override
    public void makeFolder(Path name) throws IOException {
        Files.createDirectory(path.resolve(name));
        mustHaveComeHere(name);
    }

    @Override
    public void makeLink(Path name, Path text) throws IOException {
        Files.createSymbolicLink(path.resolve(name), text);
        mustHaveComeHere(name);
    }

    // Where a link was swapped in it has come to another folder: it is empty and ours, and goes.
    private void mustHaveComeHere(Path name) throws IOException {
        if (attributesIfThere(name) != null) return;
        Files.deleteIfExists(path.resolve(name));
        throw new LinkInTheWayException(name);
    }

    @Override
    public void dress(Path name, Dress like) throws IOException {
        var view = stream.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
        like.putOn(view);
    }

    @Override
    public void delete(Path name) throws IOException {
        stream.deleteFile(name);
    }

    @Override
    public void deleteFolder(Path name) throws IOException {
        stream.deleteDirectory(name);
    }

    @Override
    public void sync() throws IOException {
        try (var self = (FileChannel) stream.newByteChannel(SELF, Set.of(READ))) {
            self.force(true);
        }
    }

    // A rename onto a folder that has something in it fails by itself. What is left is an empty
    // folder made since this look: replacing that one loses nothing.
    private void moveFolderHere(SecureFolder from, Path name, Path newName) throws IOException {
        if (attributesIfThere(newName) != null) {
            throw new FileAlreadyExistsException(newName.toString());
        }
        from.stream.move(name, stream, newName);
    }

    // `renameat` replaces silently, so the name is taken first with an empty file of our own, which
    // fails where anything is, and then that file is what gets replaced. It is kept open until
    // then:
    // its inode can't be given to another file, so whatever has its key is it. What is left is the
    // moment between the last look and the rename, in which someone would have to delete a file
    // that he didn't make and put his own there. A crash in between leaves the empty file, for the
    // next
    // start to remove.
    private void moveOverPlaceholder(SecureFolder from, Path name, Path newName)
            throws IOException {
        try (var _ = stream.newByteChannel(newName, Set.of(WRITE, CREATE_NEW))) {
            var placeholder = attributes(newName);
            try {
                if (placeholder.size() != 0 || !FileInfo.same(placeholder, attributes(newName))) {
                    throw new FileAlreadyExistsException(newName.toString());
                }
                from.stream.move(name, stream, newName);
            } catch (IOException e) {
                remove(newName, placeholder, e);
                throw e;
            }
        }
    }

    private void remove(Path name, BasicFileAttributes placeholder, IOException why) {
        try {
            boolean ours = placeholder.size() == 0 && FileInfo.same(placeholder, attributes(name));
            if (ours) stream.deleteFile(name);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
