package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Sha256;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.util.Optional;

/// Tells whether things still are as a step left them.
record Standing(Sandbox sandbox) {
    boolean holds(Step step) {
        return place(step).isPresent();
    }

    /// Where a step left something, or nothing; empty where it isn't so any more. The place was
    /// resolved before the look at it, so that its next use notices what changes after that.
    Optional<Place> place(Step step) {
        try {
            var place = sandbox.at(step instanceof Step.Moved moved ? moved.toPath() : step.path());
            return holds(step, place) ? Optional.of(place) : Optional.empty();
        } catch (ToolException e) {
            if (e.code().equals(ErrorCode.NOT_FOUND)) return Optional.empty();
            if (e.code().equals(ErrorCode.NOT_A_DIRECTORY)) return Optional.empty();
            throw e;
        } catch (IOException e) {
            throw Refusal.of(step.path(), e);
        }
    }

    private boolean holds(Step step, Place place) throws IOException {
        return switch (step) {
            case Step.Wrote wrote -> hasContent(place, wrote.after());
            case Step.Removed _, Step.RemovedFolder _ -> !place.exists();
            case Step.MadeFolder _ -> isEmptyFolder(place);
            case Step.Moved moved -> has(place, moved.print());
            case Step.Copying _ -> false;
            case Step.Copied copied -> isCopy(place, copied.print());
            case Step.Trashed trashed -> new Recovering(sandbox, place, trashed).possible();
            case Step.Recovered recovered -> has(place, recovered.print());
        };
    }

    /// Whether something with this print is at a path.
    boolean has(String path, String print) {
        return has(sandbox.at(path), print);
    }

    private static boolean has(Place place, String print) {
        return place.look().filter(info -> info.print().equals(print)).isPresent();
    }

    private static boolean hasContent(Place place, String sha256) throws IOException {
        if (place.look().filter(FileInfo::isFile).isEmpty()) return false;
        try (var content = place.open()) {
            return Sha256.of(content).equals(sha256);
        }
    }

    private static boolean isEmptyFolder(Place place) {
        if (place.look().filter(FileInfo::isFolder).isEmpty()) return false;
        try (var folder = place.openFolder()) {
            return !folder.iterator().hasNext();
        }
    }

    private static boolean isCopy(Place place, String print) throws IOException {
        if (place.look().isEmpty()) return false;
        try (var folder = place.located().openParent()) {
            return TreePrint.ofState(folder, place.located().file()).equals(print);
        }
    }
}
