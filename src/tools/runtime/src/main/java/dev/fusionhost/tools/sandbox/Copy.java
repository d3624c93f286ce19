package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/// Copies a file or a folder with all that is in it, to where nothing is. It comes to its place in
/// one step, when it is whole.
final class Copy {
    private final Sandbox sandbox;
    private final Place from;
    private final Place to;

    Copy(Sandbox sandbox, Place from, Place to) {
        this.sandbox = sandbox;
        this.from = from;
        this.to = to;
    }

    /// What can be known before.
    void check() {
        if (from.located().isRoot()) throw Refusal.outside(from.given());
        if (to.located().isRoot() || to.seenAttributes() != null) throw Refusal.exists(to.given());
        if (to.root().readOnly()) throw Refusal.readOnly(to.given());
        if (to.toPath().startsWith(from.toPath())) {
            throw Refusal.invalid(from.given(), "can't be copied into itself");
        }
        if (sandbox.protectsSomethingBelow(from.toPath())) {
            throw Refusal.protectedPath(from.given());
        }
        var seen = from.seenAttributes();
        if (seen != null && FileType.of(seen) == FileType.OTHER) {
            throw Refusal.notRegular(from.given());
        }
    }

    void run() {
        check();
        try (var source = from.located().openParent();
                var target = to.located().openParent()) {
            from.mustBe(source.attributes(from.located().file()));
            to.mustBeFree(target);
            var temporary = Path.of(sandbox.keeping().intend(new Step.Copying(to.path())));
            sandbox.make(() -> copy(source, target, temporary));
        } catch (FileAlreadyExistsException e) {
            throw Refusal.of(to.given(), e);
        } catch (IOException e) {
            throw Refusal.of(from.given(), e);
        }
    }

    private void copy(FolderHandle source, FolderHandle target, Path temporary) throws IOException {
        boolean done = false;
        try {
            var staging = new Staging(to.located().root(), Path.of(temporary + "s"));
            new TreeCopy(staging).copy(source, from.located().file(), target, temporary);
            var print = TreePrint.ofState(target, temporary);
            sandbox.keeping().intend(new Step.Copied(to.path(), print));
            target.moveNew(temporary, target, to.located().file());
            done = true;
            target.sync();
        } finally {
            if (!done) Leftover.remove(target, temporary);
        }
    }
}
