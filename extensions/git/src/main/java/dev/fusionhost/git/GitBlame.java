package dev.fusionhost.git;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "git_blame",
        title = "Git blame",
        description =
                "Show which commit last changed each line of a file, as it is in a commit (HEAD by"
                        + " default).")
class GitBlame implements ReadTool<GitBlame.Input, GitBlame.Blame> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @NotBlank @Size(max = 4096) @Description("The file, relative to the work tree.")
                    String file,
            @Default("HEAD") @NotBlank @Size(max = 250) String revision,
            @Default("1") @Min(1) @Description("The first line to show; the file begins with 1.")
                    int line,
            @Default("200") @Min(1) @Max(2_000) @Description("How many lines to show at most.")
                    int lines) {}

    /// @param next the line to go on with; null at the end
    record Blame(List<Region> regions, int totalLines, boolean truncated, @Nullable Integer next) {}

    /// Lines one after the other that the same commit brought.
    ///
    /// @param line the first of them
    /// @param originalPath where the file was in that commit, if elsewhere
    /// @param originalLine the first of them there
    record Region(
            int line,
            String commit,
            CommitInfo.@Nullable Person author,
            String subject,
            @Nullable String originalPath,
            int originalLine,
            List<String> text) {}

    @Override
    public Blame execute(Input input, ToolContext context) throws IOException {
        try (var repository = OpenRepository.at(input.path(), context)) {
            return new BlamedFile(repository, input.revision(), input.file())
                    .lines(input.line(), input.lines());
        }
    }
}
