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

@Tool(
        name = "git_show",
        title = "Git show",
        description =
                "Show one commit of a git repository: message, author and what it changed; of a"
                        + " merge, what it changed to its first parent.")
class GitShow implements ReadTool<GitShow.Input, GitShow.Shown> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @Default("HEAD")
                    @NotBlank @Size(max = 250) @Description("A commit, a branch, a tag, HEAD~3.")
                    String revision,
            @Default("[]")
                    @Size(max = 1_000) @Description("Only these files and folders, relative to the work tree.")
                    List<@NotBlank @Size(max = 4096) String> paths,
            @Default("3") @Min(0) @Max(100) @Description("Lines to show around a change.")
                    int context,
            @Default("0") @Min(0) @Max(1_000_000) @Description("How many files to skip.")
                    int offset,
            @Default("200") @Min(1) @Max(2_000) @Description("How many files at most.") int limit,
            @Default("65536")
                    @Min(0) @Max(1_048_576) @Description("How many bytes of diff text at most; 0 only lists the files.")
                    int maxBytes) {}

    record Shown(CommitInfo commit, DiffPage diff) {}

    @Override
    public Shown execute(Input input, ToolContext context) throws IOException {
        try (var repository = OpenRepository.at(input.path(), context);
                var diffs = new Diffs(repository, input.context(), input.maxBytes())) {
            var commit = repository.commit(input.revision());
            var parent =
                    commit.getParentCount() == 0
                            ? null
                            : repository.commit(commit.getParent(0).name());
            var entries =
                    diffs.between(
                            repository.files(parent),
                            repository.files(commit),
                            Paths.of(input.paths()).filter());
            return new Shown(
                    CommitInfo.of(commit),
                    DiffPage.of(entries, diffs, input.offset(), input.limit()));
        }
    }
}
