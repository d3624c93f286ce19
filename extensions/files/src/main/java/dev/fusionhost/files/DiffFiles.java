package dev.fusionhost.files;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.LineDiff;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
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

    private static final int MOST_COMPARED = 20_000;
    private static final int MOST_SHOWN = 512 << 10;

    @Override
    public Difference execute(Input input, ToolContext context) throws IOException {
        if ((input.b() == null) == (input.text() == null)) {
            throw new ToolException(ErrorCode.INVALID_INPUT, "Give either `b` or `text`.");
        }
        var place = context.existing(input.a());
        var before = WholeText.of(place, input.a(), context);
        if (input.text() != null) {
            var diff = compared(before, input.text(), context);
            return shown(diff.unified(place.path(), place.path(), input.context()), diff);
        }
        var other = context.existing(String.valueOf(input.b()));
        var after = WholeText.of(other, String.valueOf(input.b()), context);
        var diff = compared(before, after, context);
        return shown(diff.unified(place.path(), other.path(), input.context()), diff);
    }

    private static LineDiff compared(String before, String after, ToolContext context) {
        var diff = LineDiff.of(before, after, MOST_COMPARED, context::checkCancelled);
        if (diff.coarse()) {
            throw new ToolException(
                    ErrorCode.TOO_LARGE, "The texts differ in too many lines to be compared.");
        }
        return diff;
    }

    private static Difference shown(List<String> lines, LineDiff diff) {
        var shown = new StringBuilder();
        boolean truncated = false;
        for (var line : lines) {
            truncated = shown.length() + line.length() > MOST_SHOWN;
            if (truncated) break;
            shown.append(line).append('\n');
        }
        return new Difference(
                lines.isEmpty(), shown.toString(), diff.added(), diff.removed(), truncated);
    }
}
