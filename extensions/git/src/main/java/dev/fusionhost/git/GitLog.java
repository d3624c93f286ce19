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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "git_log",
        title = "Git log",
        description = "List the commits of a git repository, newest first.")
class GitLog implements ReadTool<GitLog.Input, GitLog.Log> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @Default("HEAD")
                    @NotBlank @Size(max = 250) @Description("Where to begin: a branch, a tag, a commit, HEAD~3.")
                    String revision,
            @Nullable @Size(min = 1, max = 250) @Description(
                            "Leave out the commits of this one: with main, only what it lacks.")
                    String exclude,
            @Nullable @Size(min = 1, max = 4096) @Description(
                            "Only commits that change this file or folder, relative to the work"
                                    + " tree.")
                    String file,
            @Default("0") @Min(0) @Max(100_000) @Description("How many commits to skip.")
                    int offset,
            @Default("50") @Min(1) @Max(1_000) int limit) {}

    /// @param next the offset of the next page; null on the last one
    record Log(List<CommitInfo> commits, boolean truncated, @Nullable Integer next) {}

    @Override
    public Log execute(Input input, ToolContext context) throws IOException {
        try (var repository = OpenRepository.at(input.path(), context);
                var walk = new RevWalk(repository.jgit())) {
            // Else every message of the history would be in memory at once.
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(repository.commit(input.revision())));
            if (input.exclude() != null) {
                walk.markUninteresting(walk.parseCommit(repository.commit(input.exclude())));
            }
            if (input.file() != null) {
                var paths = Paths.of(List.of(input.file())).filter();
                var watch = new Watch(context).filter();
                walk.setTreeFilter(
                        AndTreeFilter.create(new TreeFilter[] {watch, paths, TreeFilter.ANY_DIFF}));
            }
            return page(walk, input, context);
        }
    }

    private static Log page(RevWalk walk, Input input, ToolContext context) throws IOException {
        var commits = new ArrayList<CommitInfo>();
        int end = input.offset() + input.limit();
        for (int i = 0; i <= end; i++) {
            context.checkCancelled();
            var commit = walk.next();
            if (commit == null) return new Log(commits, false, null);
            if (i < input.offset() || i == end) continue;
            walk.parseBody(commit);
            commits.add(CommitInfo.of(commit));
            commit.disposeBody();
        }
        return new Log(commits, true, end <= 100_000 ? end : null);
    }
}
