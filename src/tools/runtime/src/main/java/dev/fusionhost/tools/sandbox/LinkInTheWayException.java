package dev.fusionhost.tools.sandbox;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A link is where a folder or a file was when the path was resolved.
final class LinkInTheWayException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    LinkInTheWayException(Path name) {
        super(name.toString());
    }
}
