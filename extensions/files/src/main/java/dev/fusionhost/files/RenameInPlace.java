package dev.fusionhost.files;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.FileName;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.Place;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

@Tool(
        name = "rename_in_place",
        title = "Rename in place",
        description =
                "Rename a file, folder or link within its folder. Never replaces anything; a link is"
                        + " renamed itself.")
class RenameInPlace implements MutationTool<RenameInPlace.Input, RenameInPlace.Renamed> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("What to rename: absolute, ~/…, or relative to the first root.")
                    String path,
            @NotBlank @FileName @Description("Its new name, without a path.") String newName) {}

    record Renamed(String from, String path, String undoId) {}

    // Whether the new name is free is asked by the move: on a file system that takes `readme` and
    // `README` for one, a file's own other spelling is.
    @Override
    public Plan<Renamed> plan(Input input, ToolContext context) {
        var file = context.entry(input.path());
        var target = file.sibling(input.newName());
        return Plan.of("Rename %s to %s.".formatted(file, target.name()))
                .change(Change.move(file, target))
                .reversible()
                .apply(() -> renamed(file, target, context));
    }

    private static Renamed renamed(Place file, Place target, ToolContext context) {
        var path = file.moveTo(target).path();
        return new Renamed(file.path(), path, context.undoId());
    }
}
