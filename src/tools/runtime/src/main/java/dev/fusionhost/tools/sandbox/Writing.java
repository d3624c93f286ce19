package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.Sha256;
import dev.fusionhost.tools.undo.Backup;
import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Gives a file its content, in one step: under a temporary name beside it, to the disk, then into
/// place. A file that is there keeps its mode and its owner; where it has other names, those keep
/// the old content.
final class Writing {
    private final Sandbox sandbox;
    private final Place place;
    private final @Nullable BasicFileAttributes seen;

    Writing(Sandbox sandbox, Place place) {
        this.sandbox = sandbox;
        this.place = place;
        this.seen = place.seenAttributes();
    }

    /// What can be known before.
    void check() {
        if (place.located().isRoot()) throw Refusal.notRegular(place.given());
        if (place.root().readOnly()) throw Refusal.readOnly(place.given());
        if (seen == null) return;
        if (!seen.isRegularFile()) throw Refusal.notRegular(place.given());
        if (seen.size() > Backup.MOST_BYTES) throw Refusal.tooLarge(place.given());
    }

    /// @param dress null for what the old file has, or any new one gets
    void run(byte[] content, @Nullable Dress dress) {
        check();
        try (var folder = place.located().openParent()) {
            if (seen == null) place.mustBeFree(folder);
            var before = seen == null ? null : keep(folder, seen);
            var step = new Step.Wrote(place.path(), before, Sha256.of(content));
            var temporary = Path.of(sandbox.keeping().intend(step));
            var wanted = dress != null || seen == null ? dress : Dress.ofReplaced(seen);
            sandbox.make(() -> put(folder, temporary, content, wanted));
        } catch (IOException e) {
            throw Refusal.of(place.given(), e);
        }
    }

    private Backup keep(FolderHandle folder, BasicFileAttributes old) throws IOException {
        var name = place.located().file();
        place.mustBeUnchanged(folder.attributes(name));
        try (var content = Opening.file(folder, name, old, place.given())) {
            return sandbox.keeping().keep(content, mode(old), old.lastModifiedTime().toInstant());
        }
    }

    private void put(FolderHandle folder, Path temporary, byte[] content, @Nullable Dress dress)
            throws IOException {
        var name = place.located().file();
        boolean done = false;
        try {
            try (var file = folder.create(temporary, dress != null)) {
                for (var bytes = ByteBuffer.wrap(content); bytes.hasRemaining(); )
                    file.write(bytes);
                if (dress != null) folder.dress(temporary, dress);
                file.force(true);
            }
            if (seen == null) {
                folder.moveNew(temporary, folder, name);
            } else {
                place.mustBeUnchanged(folder.attributes(name));
                folder.replace(temporary, name);
            }
            done = true;
            folder.sync();
        } finally {
            if (!done) Leftover.remove(folder, temporary);
        }
    }

    static @Nullable String mode(BasicFileAttributes attributes) {
        return attributes instanceof PosixFileAttributes posix
                ? PosixFilePermissions.toString(posix.permissions())
                : null;
    }
}
