package dev.fusionhost.tools.sandbox;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A canonical path and the root that decides over it.
record Located(OpenRoot root, Path path) {
    boolean isRoot() {
        return path.equals(root.path());
    }

    /// The names that lead from the root to the path.
    List<Path> names() {
        return root.names(path);
    }

    /// The last name, as the system spells it.
    Path file() {
        var file = path.getFileName();
        return file == null ? path : file;
    }

    /// Walks to the folder that the path is in.
    FolderHandle openParent() throws IOException {
        var names = names();
        return walk(names.subList(0, names.size() - 1));
    }

    /// Walks to the folder at the path.
    FolderHandle openFolder() throws IOException {
        return walk(names());
    }

    private FolderHandle walk(List<Path> names) throws IOException {
        var folder = root.open();
        for (var name : names) {
            try (var above = folder) {
                folder = above.enter(name);
            }
        }
        return folder;
    }

    /// What is there now; empty if nothing is.
    Optional<FileInfo> look() throws IOException {
        if (isRoot()) {
            try (var folder = root.open()) {
                return Optional.of(FileInfo.of(folder.attributes(), null));
            }
        }
        try (var folder = openParent()) {
            var seen = folder.attributes(file());
            var target = seen.isSymbolicLink() ? folder.linkTarget(file()).toString() : null;
            return Optional.of(FileInfo.of(seen, target));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
