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
        name = "copy",
        title = "Copy",
        description =
                "Copy a file, or a folder with all that is in it, to a path where nothing is. Modes and"
                        + " times are kept, links are copied as links.")
class CopyFile implements MutationTool<CopyFile.Input, CopyFile.Copied> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("What to copy: absolute, ~/…, or relative to the first root.")
                    String from,
            @NotBlank @Size(max = 4096) @Description("Its new path: absolute, ~/…, or relative to the first root.")
                    String to,
            @Default("false") @Description("Replace a file that is there; it is kept for undo.")
                    boolean overwrite) {}

    record Copied(String from, String path, String undoId) {}

    @Override
    public Plan<Copied> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var copy = new Arranging.Copy(input.from(), input.to(), input.overwrite());
        var done = copy.draft(scene);
        var target = String.valueOf(done.toPath());
        return scene.plan(
                "Copy %s to %s.".formatted(done.path(), target),
                () -> new Copied(done.path(), target, context.undoId()));
    }
}
