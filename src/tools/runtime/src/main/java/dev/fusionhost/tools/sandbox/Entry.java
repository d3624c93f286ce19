package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A name in an open [Folder]. It is looked at when first asked about, and only once; usable until
/// the folder is closed.
public final class Entry {
    private final Folder folder;
    private final Path file;
    private @Nullable BasicFileAttributes seen;

    Entry(Folder folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    public String name() {
        return file.toString();
    }

    /// Absolute, and canonical as far as the folder goes.
    public String path() {
        return folder.handle().path().resolve(file).toString();
    }

    /// What is there; empty where it has gone since the folder was read, or may not be looked at.
    public Optional<FileInfo> info() {
        var attributes = look();
        if (attributes == null) return Optional.empty();
        try {
            var target =
                    attributes.isSymbolicLink()
                            ? folder.handle().linkTarget(file).toString()
                            : null;
            return Optional.of(FileInfo.of(attributes, target));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw Refusal.of(folder.given(file), e);
        }
    }

    public boolean isFile() {
        var attributes = look();
        return attributes != null && attributes.isRegularFile();
    }

    public boolean isFolder() {
        var attributes = look();
        return attributes != null && attributes.isDirectory();
    }

    /// Opens a regular file to read it.
    ///
    /// @throws ToolException as [Place#open], and `protected_path`
    public SeekableByteChannel open() {
        var attributes = present();
        folder.mustNotBeProtected(file);
        try {
            return Opening.file(folder.handle(), file, attributes, folder.given(file));
        } catch (IOException e) {
            throw Refusal.of(folder.given(file), e);
        }
    }

    /// Opens a folder to look through it; a link is none.
    ///
    /// @throws ToolException as [Place#openFolder], and `protected_path`
    public Folder openFolder() {
        if (!present().isDirectory()) throw Refusal.notAFolder(folder.given(file));
        folder.mustNotBeProtected(file);
        try {
            return folder.open(file);
        } catch (IOException e) {
            throw Refusal.of(folder.given(file), e);
        }
    }

    private BasicFileAttributes present() {
        var attributes = look();
        if (attributes == null) throw Refusal.notFound(folder.given(file));
        return attributes;
    }

    private @Nullable BasicFileAttributes look() {
        if (seen != null) return seen;
        try {
            seen = folder.handle().attributes(file);
            return seen;
        } catch (NoSuchFileException | AccessDeniedException _) {
            return null;
        } catch (IOException e) {
            throw Refusal.of(folder.given(file), e);
        }
    }
}
