package dev.fusionhost.tools.sandbox;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Opens regular files, and nothing else: opening a fifo or a device can wait for ever, or do
/// something. So the type is looked at before, and afterwards that the name still means that file.
final class Opening {
    private Opening() {}

    static SeekableByteChannel file(FolderHandle folder, Path name, String given)
            throws IOException {
        return file(folder, name, folder.attributes(name), given);
    }

    static SeekableByteChannel file(
            FolderHandle folder, Path name, BasicFileAttributes seen, String given)
            throws IOException {
        if (!seen.isRegularFile()) throw Refusal.notRegular(given);
        var channel = folder.read(name);
        boolean same = false;
        try {
            same = FileInfo.same(seen, folder.attributes(name));
        } finally {
            if (!same) channel.close();
        }
        if (!same) throw Refusal.stale(given);
        return channel;
    }
}
