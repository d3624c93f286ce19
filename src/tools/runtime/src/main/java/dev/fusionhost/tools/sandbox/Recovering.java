package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.Path;

/// Takes something out of the trash again, back to where it was.
final class Recovering {
    private final Sandbox sandbox;
    private final Place place;
    private final Step.Trashed trashed;
    private final Trash.Bin bin;

    Recovering(Sandbox sandbox, Place place, Step.Trashed trashed) {
        this.sandbox = sandbox;
        this.place = place;
        this.trashed = trashed;
        this.bin = sandbox.trash().bin(Path.of(trashed.bin()));
    }

    /// Whether it is there as it was thrown away.
    boolean possible() throws IOException {
        try (var files = sandbox.open(bin.files())) {
            var there = files.attributesIfThere(Path.of(trashed.name()));
            return there != null && FileInfo.of(there, null).print().equals(trashed.print());
        }
    }

    void run() {
        if (place.root().readOnly()) throw Refusal.readOnly(place.given());
        try (var files = sandbox.open(bin.files());
                var target = place.located().openParent()) {
            place.mustBeFree(target);
            sandbox.keeping()
                    .intend(
                            new Step.Recovered(
                                    place.path(), trashed.print(), trashed.bin(), trashed.name()));
            var name = Path.of(trashed.name());
            sandbox.make(() -> files.moveNew(name, target, place.located().file()));
            bin.forget(trashed.name());
            target.sync();
        } catch (IOException e) {
            throw Refusal.of(place.given(), e);
        }
    }
}
