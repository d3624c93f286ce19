package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Sha256;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.undo.Step;
import java.io.IOException;

/// Tells whether things still are as a step left them.
record Standing(Sandbox sandbox) {
    boolean holds(Step step) {
        try {
            return switch (step) {
                case Step.Wrote wrote -> hasContent(wrote.path(), wrote.after());
                case Step.Removed removed -> !sandbox.at(removed.path()).exists();
                case Step.MadeFolder made -> isEmptyFolder(made.path());
                case Step.RemovedFolder removed -> !sandbox.at(removed.path()).exists();
                case Step.Moved moved -> has(moved.toPath(), moved.print());
                case Step.Copying _ -> false;
                case Step.Copied copied -> isCopy(copied);
                case Step.Trashed trashed -> isInTrash(trashed);
                case Step.Recovered recovered -> has(recovered.path(), recovered.print());
            };
        } catch (ToolException e) {
            if (e.code().equals(ErrorCode.NOT_FOUND)) return false;
            if (e.code().equals(ErrorCode.NOT_A_DIRECTORY)) return false;
            throw e;
        } catch (IOException e) {
            throw Refusal.of(step.path(), e);
        }
    }

    /// Whether something with this print is at a path.
    boolean has(String path, String print) {
        return sandbox.at(path).look().filter(info -> info.print().equals(print)).isPresent();
    }

    private boolean hasContent(String path, String sha256) throws IOException {
        var place = sandbox.at(path);
        if (place.look().filter(FileInfo::isFile).isEmpty()) return false;
        try (var content = place.open()) {
            return Sha256.of(content).equals(sha256);
        }
    }

    private boolean isEmptyFolder(String path) {
        var place = sandbox.at(path);
        if (place.look().filter(FileInfo::isFolder).isEmpty()) return false;
        try (var folder = place.openFolder()) {
            return !folder.iterator().hasNext();
        }
    }

    private boolean isCopy(Step.Copied copied) throws IOException {
        var place = sandbox.at(copied.path());
        if (place.look().isEmpty()) return false;
        try (var folder = place.located().openParent()) {
            return TreePrint.ofState(folder, place.located().file()).equals(copied.print());
        }
    }

    private boolean isInTrash(Step.Trashed trashed) throws IOException {
        return new Recovering(sandbox, sandbox.at(trashed.path()), trashed).possible();
    }
}
