package dev.fusionhost.files;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

@Tool(
        name = "move",
        title = "Move",
        description =
                "Move a file, folder or link to another folder or name. `to` is the new path itself, not"
                        + " the folder to put it in.")
class MoveFile implements MutationTool<MoveFile.Input, MoveFile.Moved> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("What to move: absolute, ~/…, or relative to the first root.")
                    String from,
            @NotBlank @Size(max = 4096) @Description("Its new path: absolute, ~/…, or relative to the first root.")
                    String to,
            @Default("false") @Description("Replace a file that is there; it is kept for undo.")
                    boolean overwrite) {}

    record Moved(String from, String path, String undoId) {}

    @Override
    public Plan<Moved> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var move = new Arranging.Move(input.from(), input.to(), input.overwrite());
        var done = move.draft(scene);
        var target = String.valueOf(done.toPath());
        return scene.plan(
                "Move %s to %s.".formatted(done.path(), target),
                () -> new Moved(done.path(), target, context.undoId()));
    }
}
