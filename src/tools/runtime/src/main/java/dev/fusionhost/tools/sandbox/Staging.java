package dev.fusionhost.tools.sandbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;

/// Makes folders and links, which can only be made by path: directly in the root, above which no
/// link can be swapped in, and from there they are moved into place by handles.
///
/// Where that can't be done, since the root's own folder can't be written or is on another file
/// system, they are made in place: then whoever swaps a folder for a link at that moment can make
/// an empty folder appear elsewhere, which is taken away at once.
///
/// @param temporary the name in the root
record Staging(OpenRoot root, Path temporary) {
    void folder(FolderHandle to, Path name) throws IOException {
        make(to, name, FolderHandle::makeFolder);
    }

    void link(FolderHandle to, Path name, Path text) throws IOException {
        make(to, name, (folder, link) -> folder.makeLink(link, text));
    }

    private void make(FolderHandle to, Path name, Making making) throws IOException {
        if (to.path().equals(root.path()) || !moved(to, name, making)) making.make(to, name);
    }

    private boolean moved(FolderHandle to, Path name, Making making) throws IOException {
        try (var top = root.open()) {
            boolean done = false;
            try {
                making.make(top, temporary);
                top.moveNew(temporary, to, name);
                done = true;
            } catch (AtomicMoveNotSupportedException | AccessDeniedException _) {
                // Made in place.
            } finally {
                if (!done) Leftover.remove(top, temporary);
            }
            return done;
        }
    }

    @FunctionalInterface
    private interface Making {
        void make(FolderHandle folder, Path name) throws IOException;
    }
}
