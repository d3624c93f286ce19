package dev.fusionhost.tools.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;

/// An open folder. Each name is one name, without a separator and neither `.` nor `..`, and is
/// looked up in this folder and nowhere else; no method follows a link.
sealed interface FolderHandle extends Closeable permits SecureFolder, CheckedFolder {
    /// Opens the folder at a canonical path.
    @FunctionalInterface
    interface Opener {
        FolderHandle open(Path canonical) throws IOException;
    }

    /// Opens it the way that the system allows.
    @SuppressWarnings("StreamResourceLeak") // The handle owns the stream and closes it.
    static FolderHandle open(Path canonical) throws IOException {
        var stream = Files.newDirectoryStream(canonical);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureFolder(canonical, secure);
        }
        stream.close();
        return CheckedFolder.open(canonical);
    }

    /// Where the folder was when it was opened.
    Path path();

    /// Of the folder itself.
    BasicFileAttributes attributes() throws IOException;

    BasicFileAttributes attributes(Path name) throws IOException;

    /// The text of a link; see the package about what it is worth.
    Path linkTarget(Path name) throws IOException;

    /// The names of what is in it, in no order. Once for each handle.
    Iterator<Path> names() throws IOException;

    /// A second handle on the same folder.
    FolderHandle again() throws IOException;

    /// Opens a folder in this one. Whoever calls it has just seen that a folder is there.
    FolderHandle folder(Path name) throws IOException;

    /// Opens a file to read it. Whoever calls it has just seen that a regular file is there.
    SeekableByteChannel read(Path name) throws IOException;

    /// Gives what is here a name in another folder where nothing is.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException where something is
    void moveNew(Path name, FolderHandle to, Path newName) throws IOException;

    /// Gives what is here another name in a folder that takes both names for one, as folders do
    /// that don't tell upper from lower case.
    void respell(Path name, Path newName) throws IOException;

    /// Opens a folder in this one, whatever is there.
    default FolderHandle enter(Path name) throws IOException {
        var seen = attributes(name);
        if (seen.isSymbolicLink()) throw new LinkInTheWayException(name);
        if (!seen.isDirectory()) throw new NotDirectoryException(name.toString());
        return folder(name);
    }
}
