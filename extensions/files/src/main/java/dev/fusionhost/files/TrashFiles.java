package dev.fusionhost.files;

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;

@Tool(
        name = "trash",
        title = "Move to trash",
        description =
                "Move files, folders or links to the system's trash, all of them or none. Nothing is"
                        + " ever deleted for good.")
class TrashFiles implements MutationTool<TrashFiles.Input, TrashFiles.Trashed> {
    record Input(
            @NotEmpty @Size(max = 1_000) @Description(
                            "What to throw away: absolute, ~/…, or relative to the first root.")
                    List<@NotBlank @Size(max = 4096) String> paths) {}

    record Trashed(List<String> paths, String undoId) {}

    @Override
    public Plan<Trashed> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var paths =
                input.paths().stream()
                        .map(path -> new Arranging.Trash(path).draft(scene).path())
                        .toList();
        var what = paths.size() == 1 ? paths.getFirst() : paths.size() + " things";
        return scene.plan(
                "Move %s to the trash.".formatted(what),
                () -> new Trashed(paths, context.undoId()));
    }
}
