package dev.fusionhost.tools.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

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

    /// Puts what is here in the place of a file in the same folder, in one step.
    void replace(Path name, Path over) throws IOException;

    /// Makes a file where nothing is, and opens it to write.
    ///
    /// @param secret nobody but its owner may read it, until it is dressed as another
    FileChannel create(Path name, boolean secret) throws IOException;

    /// Makes a folder where nothing is. By path, so the package says where this may be done.
    void makeFolder(Path name) throws IOException;

    /// Makes a link where nothing is; likewise.
    void makeLink(Path name, Path text) throws IOException;

    /// Gives a file or a folder of ours the owner, the mode and the time of change of another one.
    /// An owner that this user may not give stays as it is.
    void dress(Path name, Dress like) throws IOException;

    /// Removes a file or a link.
    void delete(Path name) throws IOException;

    /// Removes an empty folder.
    void deleteFolder(Path name) throws IOException;

    /// Makes the names in this folder durable.
    void sync() throws IOException;

    /// What is here, null if nothing is.
    default @Nullable BasicFileAttributes attributesIfThere(Path name) throws IOException {
        try {
            return attributes(name);
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    /// Opens a folder in this one, whatever is there.
    default FolderHandle enter(Path name) throws IOException {
        var seen = attributes(name);
        if (seen.isSymbolicLink()) throw new LinkInTheWayException(name);
        if (!seen.isDirectory()) throw new NotDirectoryException(name.toString());
        return folder(name);
    }
}
