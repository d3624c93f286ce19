package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// Moves something to the system's trash, in one step. A link is moved itself.
final class Trashing {
    private final Sandbox sandbox;
    private final Place place;

    Trashing(Sandbox sandbox, Place place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    /// What can be known before.
    void check() {
        if (place.located().isRoot()) throw Refusal.outside(place.given());
        if (place.root().readOnly()) throw Refusal.readOnly(place.given());
        if (sandbox.holdsMoreThanItself(place.toPath())) {
            throw Refusal.protectedPath(place.given());
        }
    }

    void run() {
        check();
        var file = place.located().file();
        try (var source = place.located().openParent()) {
            var seen = source.attributes(file);
            place.mustBe(seen);
            var bin = bin(source.path());
            var name = bin.freeName(place.name());
            var print = FileInfo.of(seen, null).print();
            sandbox.keeping()
                    .intend(new Step.Trashed(place.path(), print, bin.folder().toString(), name));
            bin.note(name, place.toPath(), seen.size(), Instant.now());
            boolean done = false;
            try (var files = sandbox.open(bin.files())) {
                source.moveNew(file, files, Path.of(name));
                done = true;
                files.sync();
            } finally {
                if (!done) bin.forget(name);
            }
            source.sync();
        } catch (IOException e) {
            throw Refusal.of(place.given(), e);
        }
    }

    private Trash.Bin bin(Path folder) {
        try {
            return sandbox.trash().binFor(folder);
        } catch (IOException e) {
            throw Refusal.noTrash(place.given(), e);
        }
    }
}
