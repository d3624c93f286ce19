package dev.fusionhost.git;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "git_commit",
        title = "Git: commit",
        description =
                "Commit to the current branch of a git repository: what is staged, and the files"
                        + " and folders in `paths` as they are on the disk (new and deleted files"
                        + " too, ignored ones not). Hooks do not run.")
class GitCommit implements MutationTool<GitCommit.Input, GitCommit.Committed> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @NotBlank @Size(max = 20_000) @Description("A subject line; a blank line and more, if there is more to say.")
                    String message,
            @Default("[]")
                    @Size(max = 1_000) @Description(
                            "Files and folders to stage first, relative to the work tree; . for"
                                    + " all.")
                    List<@NotBlank @Size(max = 4096) String> paths,
            @Nullable @Valid @Description("By default who the settings of git name.")
                    Author author) {}

    record Committed(String commit, @Nullable String branch) {}

    @Override
    public Plan<Committed> plan(Input input, ToolContext context) throws IOException {
        try (var repository = OpenRepository.at(input.path(), context);
                var staging = new Staging(repository, Paths.of(input.paths()))) {
            repository.mustBeWritable();
            repository.mustBeAtRest();
            var author = Author.of(input.author(), repository, context);
            var entries = staging.nextCommit();
            if (entries.isEmpty()) throw Refusals.nothingToDo("There is nothing to commit.");
            var plan =
                    Plan.of(
                                    "Commit %d file(s) to %s as %s: %s"
                                            .formatted(
                                                    entries.size(),
                                                    repository.whereItIs(),
                                                    author,
                                                    input.message().strip()))
                            .dependsOn(repository.head())
                            .dependsOn(repository.index())
                            .reversible();
            return staging.propose(plan, entries)
                    .apply(() -> commit(input, staging.onDisk(), author, context));
        }
    }

    private static Committed commit(
            Input input, List<DiffEntry> onDisk, Author author, ToolContext context)
            throws IOException, GitAPIException {
        try (var repository = OpenRepository.at(input.path(), context)) {
            Staging.stage(onDisk, repository.git());
            var commit =
                    repository
                            .git()
                            .commit()
                            .setMessage(input.message())
                            .setAuthor(author.now())
                            .setCommitter(author.now())
                            .setNoVerify(true)
                            .setSign(false)
                            .setAllowEmpty(false)
                            .call();
            return new Committed(commit.name(), repository.branch().orElse(null));
        }
    }
}
