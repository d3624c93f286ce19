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
        name = "write_file",
        title = "Write file",
        description =
                "Write a text file: a new one, or with `overwrite` in the place of one that is there,"
                        + " whose encoding, line ends and mode are kept. The old content is kept for"
                        + " undo.")
class WriteFile implements MutationTool<WriteFile.Input, WriteFile.Written> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The file: absolute, ~/…, or relative to the first root.")
                    String path,
            @Size(max = 8 << 20) @Description("The whole text.") String content,
            @Default("false") @Description("Replace a file that is there.") boolean overwrite,
            @Default("keep")
                    @Description(
                            "Line ends: keep those of the file that is replaced, or make them all lf or crlf.")
                    LineEnding eol) {}

    record Written(String path, String sha256, String undoId) {}

    @Override
    public Plan<Written> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var write =
                new Writing.Write(input.path(), input.content(), input.overwrite(), input.eol());
        var done = write.draft(scene);
        return scene.plan(
                "Write %s.".formatted(done.path()),
                () -> new Written(done.path(), String.valueOf(done.sha256()), context.undoId()));
    }
}
