package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.undo.Backup;
import dev.fusionhost.tools.undo.PastChange;
import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A change of the past, to be taken back step by step, the latest first; and only while everything
/// still is as the change left it.
public final class Reversal {
    private final Sandbox sandbox;
    private final PastChange change;
    private final Consumer<String> begins;
    private final Standing standing;

    /// @param begins hears of the change's id when it is being taken back
    Reversal(Sandbox sandbox, PastChange change, Consumer<String> begins) {
        this.sandbox = sandbox;
        this.change = change;
        this.begins = begins;
        this.standing = new Standing(sandbox);
    }

    /// What is taken back.
    public PastChange change() {
        return change;
    }

    /// The steps to take back, in that order.
    public List<Step> steps() {
        return change.steps().reversed().stream()
                .filter(step -> !(step instanceof Step.Copying))
                .toList();
    }

    /// The place of a step.
    public Place place(String path) {
        return sandbox.at(path);
    }

    /// What a file held before.
    public byte[] content(Backup backup) {
        try {
            return Files.readAllBytes(sandbox.safekeeping().journal().backup(backup));
        } catch (IOException e) {
            throw Refusal.of("The undo journal", e);
        }
    }

    /// Whether [#run] can be expected to work. A step that a later one has built on is looked at
    /// only when that one has been taken back.
    ///
    /// @throws ToolException `stale`
    public void check() {
        var later = new ArrayList<String>();
        for (var step : steps()) {
            var paths = paths(step);
            boolean builtOn = paths.stream().anyMatch(path -> touches(path, later));
            if (!builtOn && !standing.holds(step)) throw Refusal.notAsLeft(paths.getLast());
            later.addAll(paths);
        }
    }

    /// Takes the change back.
    ///
    /// @throws ToolException `stale`, and what the steps throw
    public void run() {
        begins.accept(change.id());
        for (var step : steps()) {
            var place = standing.place(step);
            takeBack(step, place.orElseThrow(() -> Refusal.notAsLeft(paths(step).getLast())));
        }
    }

    /// @param place as the step left it
    private void takeBack(Step step, Place place) {
        switch (step) {
            case Step.Wrote(_, var before, _) -> {
                if (before == null) place.remove();
                else place.write(content(before), Dress.ofBackup(before));
            }
            case Step.Removed(_, var before) ->
                    place.write(content(before), Dress.ofBackup(before));
            case Step.MadeFolder _ -> place.remove();
            case Step.RemovedFolder _ -> place.createFolder();
            case Step.Moved moved -> place.moveTo(sandbox.at(moved.path()));
            case Step.Copying _ -> {}
            case Step.Copied _ -> place.trash();
            case Step.Trashed trashed -> new Recovering(sandbox, place, trashed).run();
            case Step.Recovered recovered -> new Trashing(sandbox, place).runAgain(recovered);
        }
    }

    private static List<String> paths(Step step) {
        return step instanceof Step.Moved(var from, var to, _)
                ? List.of(from, to)
                : List.of(step.path());
    }

    private static boolean touches(String path, List<String> others) {
        return others.stream()
                .flatMap(other -> Stream.of(path.startsWith(other), other.startsWith(path)))
                .anyMatch(hit -> hit);
    }
}
