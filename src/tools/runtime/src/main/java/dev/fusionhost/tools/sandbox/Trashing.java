package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
        try (var source = place.located().openParent()) {
            var bin = bin(source.path());
            put(source, bin, bin.freeName(place.name()));
        } catch (IOException e) {
            throw Refusal.of(place.given(), e);
        }
    }

    /// Puts something that came from the trash back to where it was there, so that what was thrown
    /// away then can be taken back once more.
    void runAgain(Step.Recovered recovered) {
        check();
        try (var source = place.located().openParent()) {
            var bin = sandbox.trash().bin(Path.of(recovered.bin()));
            boolean free = isFree(bin, recovered.name());
            // A note without its thing is left over from the way out.
            if (free) bin.forget(recovered.name());
            put(source, bin, free ? recovered.name() : bin.freeName(place.name()));
        } catch (IOException e) {
            throw Refusal.of(place.given(), e);
        }
    }

    private void put(FolderHandle source, Trash.Bin bin, String name) throws IOException {
        var file = place.located().file();
        var seen = source.attributes(file);
        place.mustBe(seen);
        var print = FileInfo.of(seen, null).print();
        sandbox.keeping()
                .intend(new Step.Trashed(place.path(), print, bin.folder().toString(), name));
        sandbox.make(() -> put(source, bin, name, seen));
        source.sync();
    }

    private void put(FolderHandle source, Trash.Bin bin, String name, BasicFileAttributes seen)
            throws IOException {
        boolean done = false;
        try (var files = sandbox.open(bin.files())) {
            bin.note(name, place.toPath(), seen.size(), Instant.now());
            source.moveNew(place.located().file(), files, Path.of(name));
            done = true;
            files.sync();
        } finally {
            if (!done) bin.forget(name);
        }
    }

    private boolean isFree(Trash.Bin bin, String name) throws IOException {
        try (var files = sandbox.open(bin.files())) {
            return files.attributesIfThere(Path.of(name)) == null;
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
