package dev.fusionhost.files;

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "edit_file",
        title = "Edit file",
        description =
                "Replace text in a text file. Each edit names the old text exactly and how often it"
                        + " occurs; if that isn't so, nothing is changed. Edits are made one after"
                        + " the other. Encoding, line ends and everything else stay as they are.")
class EditFile implements MutationTool<EditFile.Input, EditFile.Edited> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The file: absolute, ~/…, or relative to the first root.")
                    String path,
            @NotEmpty @Size(max = 100) @Description("What to replace, in this order.")
                    List<@Valid TextEdit> edits) {}

    /// @param diff unified; null where it is too long
    record Edited(String path, @Nullable String diff, String sha256, String undoId) {}

    @Override
    public Plan<Edited> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var done = new Writing.Edit(input.path(), input.edits()).draft(scene);
        var diff = scene.lastDiff();
        return scene.plan(
                "Edit %s.".formatted(done.path()),
                () ->
                        new Edited(
                                done.path(),
                                diff,
                                String.valueOf(done.sha256()),
                                context.undoId()));
    }
}
