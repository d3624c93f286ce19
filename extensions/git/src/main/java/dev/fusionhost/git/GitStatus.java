package dev.fusionhost.git;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.util.Locale;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "git_status",
        title = "Git status",
        description =
                "Show the state of a git repository: branch, commit, staged, unstaged, untracked and"
                        + " conflicting files. Submodules are not looked into.")
class GitStatus implements ReadTool<GitStatus.Input, GitStatus.Status> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @Default("0") @Min(0) @Max(1_000_000) @Description("How many files to skip.")
                    int offset,
            @Default("500") @Min(1) @Max(5_000) int limit) {}

    /// @param branch null if HEAD is a commit itself
    /// @param head the commit; null before the first one
    /// @param state `safe`, or in the midst of what: `merging`, `rebasing` and the like
    /// @param total of the files, on all pages
    /// @param next the offset of the next page
    record Status(
            String workTree,
            @Nullable String branch,
            @Nullable String head,
            String state,
            List<Item> files,
            int total,
            boolean truncated,
            @Nullable Integer next) {}

    /// @param path relative to the work tree; an untracked folder ends with `/`
    /// @param oldPath what it was renamed from in the index
    /// @param index what the next commit would change
    /// @param workTree what is changed and not staged
    record Item(
            String path,
            @Nullable String oldPath,
            @Nullable State index,
            @Nullable State workTree) {}

    enum State {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("modified")
        MODIFIED,
        @JsonProperty("deleted")
        DELETED,
        @JsonProperty("renamed")
        RENAMED,
        @JsonProperty("untracked")
        UNTRACKED,
        @JsonProperty("conflicting")
        CONFLICTING
    }

    @Override
    public Status execute(Input input, ToolContext context) throws IOException {
        try (var repository = OpenRepository.at(input.path(), context)) {
            var files = new FileStates(repository).list();
            int end = (int) Math.min(files.size(), (long) input.offset() + input.limit());
            boolean truncated = end < files.size();
            return new Status(
                    repository.workTree().path(),
                    repository.branch().orElse(null),
                    repository.headCommit().map(RevCommit::name).orElse(null),
                    repository.jgit().getRepositoryState().name().toLowerCase(Locale.ROOT),
                    files.subList(Math.min(input.offset(), end), end),
                    files.size(),
                    truncated,
                    truncated ? end : null);
        }
    }
}
