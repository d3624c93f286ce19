package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Backup;
import dev.fusionhost.tools.undo.Keeping;
import dev.fusionhost.tools.undo.PastChange;
import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes back a change that hasn't come to its end, and cleans up after it: temporary files, and
/// the empty files that hold a name until what gets it is there. What isn't as the change left it
/// is left alone.
///
/// It can itself be stopped at any moment and be run again: a step that was taken back no longer
/// holds.
final class Rollback {
    private static final Logger LOG = Logger.getLogger(Rollback.class);

    private final Sandbox sandbox;
    private final String id;
    private final List<Step> steps;
    private final Standing standing;
    private int current;

    Rollback(Sandbox sandbox, String id, List<Step> steps) {
        this.sandbox = sandbox.guardedBy(() -> true, new Unrecorded());
        this.id = id;
        this.steps = steps;
        this.standing = new Standing(this.sandbox);
    }

    /// @return whether nothing is left to be done
    boolean run() {
        boolean done = true;
        for (current = steps.size() - 1; current >= 0; current--) {
            var step = steps.get(current);
            try {
                takeBack(step);
            } catch (IOException | RuntimeException e) {
                LOG.warnf(e, "A change of %s could not be taken back", step.path());
                done = false;
            }
        }
        return done;
    }

    private void takeBack(Step step) throws IOException {
        cleanUp(step);
        if (!standing.holds(step)) return;
        var place = sandbox.at(step.path());
        var reversal =
                new Reversal(
                        sandbox,
                        new PastChange(id, Instant.EPOCH, List.of(step), "", null),
                        _ -> {});
        if (step instanceof Step.Copied) discard(place);
        else reversal.run();
    }

    /// A copy that nobody has been told of goes, rather than to the trash.
    private void discard(Place copy) throws IOException {
        var temporary = Path.of(temporary());
        try (var folder = copy.located().openParent()) {
            folder.moveNew(copy.located().file(), folder, temporary);
            Leftover.remove(folder, temporary);
        }
    }

    private void cleanUp(Step step) throws IOException {
        switch (step) {
            case Step.Wrote(var path, var before, _) -> cleanUp(path, before == null);
            case Step.Removed(var path, _) -> cleanUp(path, true);
            case Step.Moved(var path, var to, var print) -> {
                if (standing.has(path, print)) removePlaceholder(to, print);
                else if (standing.has(to, print)) removePlaceholder(path, print);
            }
            case Step.Trashed trashed -> cleanUpTrash(trashed);
            case Step.Copied(var path, _) -> cleanUpCopy(path);
            case Step.Copying(var path) -> cleanUp(path, false);
            case Step.MadeFolder(var path) -> cleanUp(path, false);
            case Step.RemovedFolder(var path) -> cleanUp(path, false);
            case Step.Recovered(var path, var print, _, _) -> {
                if (!standing.has(path, print)) removePlaceholder(path, print);
            }
        }
    }

    /// @param placeholder whether an empty file that is there beside the temporary one is ours
    private void cleanUp(String path, boolean placeholder) throws IOException {
        var place = sandbox.at(path);
        var temporary = Path.of(temporary());
        try (var top = place.located().root().open()) {
            Leftover.remove(top, temporary);
            Leftover.remove(top, Path.of(temporary + "s"));
        }
        if (place.located().isRoot()) return;
        try (var folder = place.located().openParent()) {
            if (folder.attributesIfThere(temporary) == null) return;
            if (placeholder) removeEmpty(folder, place.located().file());
            Leftover.remove(folder, temporary);
        }
    }

    // The copy has its temporary name from the step before.
    private void cleanUpCopy(String path) throws IOException {
        var place = sandbox.at(path);
        var temporary = Path.of(PastChange.temporaryName(id, current - 1));
        try (var folder = place.located().openParent()) {
            var copy = folder.attributesIfThere(temporary);
            if (copy != null) removeEmpty(folder, place.located().file());
        }
        cleanUp(path, false);
    }

    private void cleanUpTrash(Step.Trashed trashed) throws IOException {
        if (!standing.has(trashed.path(), trashed.print())) return;
        var bin = sandbox.trash().bin(Path.of(trashed.bin()));
        try (var files = sandbox.open(bin.files())) {
            removeEmpty(files, Path.of(trashed.name()));
        }
        bin.forget(trashed.name());
    }

    private void removePlaceholder(String path, String print) throws IOException {
        var place = sandbox.at(path);
        if (standing.has(path, print)) return;
        try (var folder = place.located().openParent()) {
            removeEmpty(folder, place.located().file());
        }
    }

    private static void removeEmpty(FolderHandle folder, Path name) throws IOException {
        var seen = folder.attributesIfThere(name);
        if (seen != null && seen.isRegularFile() && seen.size() == 0) folder.delete(name);
    }

    private String temporary() {
        return PastChange.temporaryName(id, current);
    }

    /// The record of the change itself says all that is needed.
    private final class Unrecorded implements Keeping {
        @Override
        public Backup keep(SeekableByteChannel content, @Nullable String mode, Instant modified) {
            return new Backup("", "", 0, mode, modified);
        }

        @Override
        public String intend(Step step) {
            return temporary();
        }

        @Override
        public void notMade() {}
    }
}
