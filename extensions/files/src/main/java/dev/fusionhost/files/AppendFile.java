package dev.fusionhost.files;

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

@Tool(
        name = "append_file",
        title = "Append to file",
        description =
                "Add text to the end of a text file, exactly as given but in the file's own encoding"
                        + " and line ends. A file that isn't there is made.")
class AppendFile implements MutationTool<AppendFile.Input, AppendFile.Appended> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The file: absolute, ~/…, or relative to the first root.")
                    String path,
            @Size(min = 1, max = 8 << 20) @Description("The text to add.") String content) {}

    record Appended(String path, String sha256, String undoId) {}

    @Override
    public Plan<Appended> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var done = new Writing.Append(input.path(), input.content()).draft(scene);
        return scene.plan(
                "Append to %s.".formatted(done.path()),
                () -> new Appended(done.path(), String.valueOf(done.sha256()), context.undoId()));
    }
}
