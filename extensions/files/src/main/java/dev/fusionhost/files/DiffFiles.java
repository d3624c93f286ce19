package dev.fusionhost.files;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "diff_files",
        title = "Diff files",
        description =
                "Compare a text file with another one, or with a text that is given, and show the"
                        + " difference as a unified diff. Lines count as equal only with the same"
                        + " line ending.")
class DiffFiles implements ReadTool<DiffFiles.Input, DiffFiles.Difference> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The file before: absolute, ~/…, or relative to the first root.")
                    String a,
            @Nullable @Size(min = 1, max = 4096) @Description("The file after.") String b,
            @Nullable @Size(max = 1_048_576) @Description("The text after, where there is no `b`.")
                    String text,
            @Default("3") @Min(0) @Max(20) @Description("Equal lines to show around a change.")
                    int context) {}

    /// @param equal the texts are the same, whatever the encodings
    /// @param diff empty where they are equal
    /// @param added lines, likewise removed
    /// @param truncated the diff is longer than what is shown
    record Difference(boolean equal, String diff, int added, int removed, boolean truncated) {}

    @Override
    public Difference execute(Input input, ToolContext context) throws IOException {
        if ((input.b() == null) == (input.text() == null)) {
            throw new ToolException(ErrorCode.INVALID_INPUT, "Give either `b` or `text`.");
        }
        var place = context.existing(input.a());
        var before = WholeText.of(place, input.a(), context);
        if (input.text() != null) {
            return UnifiedDiff.of(
                    place.path(), before, place.path(), input.text(), input.context(), context);
        }
        var other = context.existing(String.valueOf(input.b()));
        var after = WholeText.of(other, String.valueOf(input.b()), context);
        return UnifiedDiff.of(place.path(), before, other.path(), after, input.context(), context);
    }
}
