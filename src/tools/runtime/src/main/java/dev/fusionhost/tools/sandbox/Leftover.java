package dev.fusionhost.tools.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/// What has a temporary name of ours: a file, a link, or a folder with what is in it.
final class Leftover {
    private Leftover() {}

    /// Removes it, where it is there. No link is followed.
    static void remove(FolderHandle folder, Path name) throws IOException {
        var seen = folder.attributesIfThere(name);
        if (seen == null) return;
        if (!seen.isDirectory()) {
            folder.delete(name);
            return;
        }
        try (var inside = folder.enter(name)) {
            for (var names = inside.names(); names.hasNext(); ) {
                remove(inside, names.next().getFileName());
            }
        }
        folder.deleteFolder(name);
    }
}
