package dev.fusionhost.tools.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Copies from one open folder to another: modes and times too, and links as links. What is neither
/// file, folder nor link is left out.
record TreeCopy(Staging staging) {
    private static final int BUFFER = 256 << 10;

    void copy(FolderHandle from, Path name, FolderHandle to, Path newName) throws IOException {
        var seen = from.attributes(name);
        switch (FileType.of(seen)) {
            case FILE -> copyFile(from, name, seen, to, newName);
            case FOLDER -> copyFolder(from, name, to, newName);
            case LINK -> staging.link(to, newName, from.linkTarget(name));
            case OTHER -> {}
        }
        if (seen.isDirectory()) to.dress(newName, Dress.ofCopied(seen));
    }

    private void copyFile(
            FolderHandle from, Path name, BasicFileAttributes seen, FolderHandle to, Path newName)
            throws IOException {
        try (var source = Opening.file(from, name, seen, name.toString());
                var target = to.create(newName, true)) {
            var buffer = ByteBuffer.allocate(BUFFER);
            while (source.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) target.write(buffer);
                buffer.clear();
            }
            to.dress(newName, Dress.ofCopied(seen));
            target.force(true);
        }
    }

    private void copyFolder(FolderHandle from, Path name, FolderHandle to, Path newName)
            throws IOException {
        staging.folder(to, newName);
        try (var source = from.enter(name);
                var target = to.enter(newName)) {
            for (var names = source.names(); names.hasNext(); ) {
                var inside = names.next().getFileName();
                copy(source, inside, target, inside);
            }
            target.sync();
        }
    }
}
