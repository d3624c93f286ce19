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
        name = "create_folder",
        title = "Create folder",
        description = "Make a folder where nothing is; with `parents`, those above it as well.")
class CreateFolder implements MutationTool<CreateFolder.Input, CreateFolder.Created> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The folder: absolute, ~/…, or relative to the first root.")
                    String path,
            @Default("false") @Description("Make the folders above it that are missing.")
                    boolean parents) {}

    record Created(String path, String undoId) {}

    @Override
    public Plan<Created> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var done = new Arranging.CreateFolder(input.path(), input.parents()).draft(scene);
        return scene.plan(
                "Make the folder %s.".formatted(done.path()),
                () -> new Created(done.path(), context.undoId()));
    }
}
