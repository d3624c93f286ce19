package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.Path;

/// Makes a folder where nothing is.
final class NewFolder {
    private final Sandbox sandbox;
    private final Place place;

    NewFolder(Sandbox sandbox, Place place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    /// What can be known before.
    void check() {
        if (place.located().isRoot() || place.seenAttributes() != null) {
            throw Refusal.exists(place.given());
        }
        if (place.root().readOnly()) throw Refusal.readOnly(place.given());
    }

    void run() {
        check();
        var located = place.located();
        try (var folder = located.openParent()) {
            place.mustBeFree(folder);
            var temporary = sandbox.keeping().intend(new Step.MadeFolder(place.path()));
            var staging = new Staging(located.root(), Path.of(temporary));
            sandbox.make(() -> staging.folder(folder, located.file()));
            folder.sync();
        } catch (IOException e) {
            throw Refusal.of(place.given(), e);
        }
    }
}
