package dev.fusionhost.files;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.TextDiff;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.Place;
import dev.fusionhost.tools.sandbox.Reversal;
import dev.fusionhost.tools.undo.Backup;
import dev.fusionhost.tools.undo.Step;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "undo",
        title = "Undo",
        description =
                "Take back a change by its `undoId`, while everything still is as the change left it."
                        + " An undo can be undone itself. Changes are kept for 30 days.")
class UndoChange implements MutationTool<UndoChange.Input, UndoChange.Undone> {
    record Input(
            @NotBlank @Size(max = 100) @Description("The `undoId` that the change was answered with.")
                    String undoId) {}

    /// @param undoId of this undo, by which it can be taken back itself
    record Undone(List<String> paths, String undoId) {}

    @Override
    public Plan<Undone> plan(Input input, ToolContext context) {
        var reversal = context.reversal(input.undoId());
        reversal.check();
        var plan =
                Plan.of("Undo: " + reversal.change().summary())
                        .dependsOn("undo " + input.undoId())
                        .reversible();
        var touched = new HashSet<String>();
        var paths = new ArrayList<String>();
        for (var step : reversal.steps()) {
            plan.change(change(step, reversal, touched, context));
            paths.add(step.path());
        }
        return plan.apply(
                () -> {
                    reversal.run();
                    return new Undone(paths.stream().distinct().toList(), context.undoId());
                });
    }

    private static Change change(
            Step step, Reversal reversal, Set<String> touched, ToolContext context) {
        var place = reversal.place(step.path());
        boolean later = !touched.add(step.path());
        return switch (step) {
            case Step.Wrote(_, var before, _) when later ->
                    Change.later(before == null ? "remove" : "write", place, null);
            case Step.Wrote(_, var before, _) ->
                    before == null
                            ? Change.remove(place)
                            : restored(place, before, reversal, context);
            case Step.Removed(_, var before) ->
                    Change.later("create", place, null).withBytes(before.size());
            case Step.MadeFolder _ -> Change.later("remove", place, null);
            case Step.RemovedFolder _ -> Change.later("mkdir", place, null);
            case Step.Moved(_, var to, _) -> {
                touched.add(to);
                yield Change.later("move", reversal.place(to), place);
            }
            case Step.Copying _, Step.Copied _, Step.Recovered _ ->
                    Change.later("trash", place, null);
            case Step.Trashed _ -> Change.later("recover", place, null);
        };
    }

    private static Change restored(
            Place place, Backup before, Reversal reversal, ToolContext context) {
        var now = place.content(Backup.MOST_BYTES);
        var then = reversal.content(before);
        return Change.content("write", place, now, then, diff(place, now, then, context));
    }

    private static @Nullable TextDiff diff(
            Place place, byte[] now, byte[] then, ToolContext context) {
        var old = EditableText.of(now);
        var restored = EditableText.of(then);
        if (old.isEmpty() || restored.isEmpty()) return null;
        return TextDiff.of(
                place.path(), old.get().text(), restored.get().text(), context::checkCancelled);
    }
}
