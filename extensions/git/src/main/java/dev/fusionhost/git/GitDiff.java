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
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "git_diff",
        title = "Git diff",
        description =
                "Show what differs in a git repository: by default what is changed on the disk and"
                        + " not staged; what is staged; or between two commits.")
class GitDiff implements ReadTool<GitDiff.Input, DiffPage> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @Nullable @Size(min = 1, max = 250) @Description("Compare this commit, rather than the index (or HEAD if staged).")
                    String from,
            @Nullable @Size(min = 1, max = 250) @Description("With this commit, rather than the files on the disk; needs from.")
                    String to,
            @Default("false")
                    @Description("Compare with what is staged, rather than with the disk.")
                    boolean staged,
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

    @Override
    public DiffPage execute(Input input, ToolContext context) throws IOException {
        if (input.to() != null && (input.from() == null || input.staged())) {
            throw Refusals.invalid("`to` needs `from`, and no `staged`.");
        }
        try (var repository = OpenRepository.at(input.path(), context);
                var diffs = new Diffs(repository, input.context(), input.maxBytes())) {
            var entries =
                    diffs.between(
                            before(input, repository),
                            after(input, repository),
                            filter(input, repository));
            if (onDisk(input)) {
                entries.forEach(entry -> repository.mustBeVisible(FileDiff.path(entry)));
            }
            return DiffPage.of(entries, diffs, input.offset(), input.limit());
        }
    }

    private static boolean onDisk(Input input) {
        return input.to() == null && !input.staged();
    }

    private static AbstractTreeIterator before(Input input, OpenRepository repository)
            throws IOException {
        if (input.from() != null) return repository.files(repository.commit(input.from()));
        return input.staged()
                ? repository.files(repository.headCommit().orElse(null))
                : new DirCacheIterator(repository.jgit().readDirCache());
    }

    private static AbstractTreeIterator after(Input input, OpenRepository repository)
            throws IOException {
        if (input.to() != null) return repository.files(repository.commit(input.to()));
        return input.staged()
                ? new DirCacheIterator(repository.jgit().readDirCache())
                : repository.filesOnDisk();
    }

    private static TreeFilter filter(Input input, OpenRepository repository) throws IOException {
        var paths = Paths.of(input.paths()).filter();
        return onDisk(input)
                ? AndTreeFilter.create(paths, OnDisk.tracked(repository.jgit().readDirCache()))
                : paths;
    }
}
