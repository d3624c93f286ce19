package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Backup;
import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;

/// Removes a file, whose content is kept, or an empty folder.
final class Removal {
    private final Sandbox sandbox;
    private final Place place;

    Removal(Sandbox sandbox, Place place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    /// What can be known before.
    void check() {
        var seen = place.seenAttributes();
        if (place.located().isRoot()) throw Refusal.outside(place.given());
        if (place.root().readOnly()) throw Refusal.readOnly(place.given());
        if (sandbox.holdsMoreThanItself(place.toPath())) {
            throw Refusal.protectedPath(place.given());
        }
        if (seen == null) throw Refusal.notFound(place.given());
        if (!seen.isRegularFile() && !seen.isDirectory()) throw Refusal.notRegular(place.given());
        if (seen.isRegularFile() && seen.size() > Backup.MOST_BYTES) {
            throw Refusal.tooLarge(place.given());
        }
    }

    void run() {
        check();
        try (var folder = place.located().openParent()) {
            var now = folder.attributes(place.located().file());
            place.mustBe(now);
            if (now.isDirectory()) removeFolder(folder);
            else removeFile(folder, now);
            folder.sync();
        } catch (IOException e) {
            throw Refusal.of(place.given(), e);
        }
    }

    private void removeFolder(FolderHandle parent) throws IOException {
        var name = place.located().file();
        try (var folder = parent.enter(name)) {
            if (folder.names().hasNext()) throw Refusal.exists(place.given() + "/…");
        }
        sandbox.keeping().intend(new Step.RemovedFolder(place.path()));
        sandbox.make(() -> parent.deleteFolder(name));
    }

    private void removeFile(FolderHandle folder, BasicFileAttributes now) throws IOException {
        place.mustBeUnchanged(now);
        var name = place.located().file();
        var modified = now.lastModifiedTime().toInstant();
        try (var content = Opening.file(folder, name, now, place.given())) {
            var before = sandbox.keeping().keep(content, Writing.mode(now), modified);
            sandbox.keeping().intend(new Step.Removed(place.path(), before));
        }
        sandbox.make(
                () -> {
                    // What was written to it meanwhile the backup lacks.
                    place.mustBeUnchanged(folder.attributes(name));
                    folder.delete(name);
                });
    }
}
