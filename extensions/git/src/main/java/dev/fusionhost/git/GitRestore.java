package dev.fusionhost.git;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "git_restore",
        title = "Git: restore files",
        description =
                "Give files of a git repository back the content they have in the index, or in a"
                        + " commit: what was changed on the disk is lost. Or unstage them, which"
                        + " leaves the disk as it is. Untracked files are left alone.")
class GitRestore implements MutationTool<GitRestore.Input, GitRestore.Restored> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @NotEmpty @Size(max = 1_000) @Description("Files and folders, relative to the work tree; . for all.")
                    List<@NotBlank @Size(max = 4096) String> paths,
            @Default("false") @Description("Unstage: the index becomes as HEAD is, the disk stays.")
                    boolean staged,
            @Nullable @Size(min = 1, max = 250) @Description(
                            "Restore from this commit rather than from the index; the content is"
                                    + " staged too.")
                    String source) {}

    record Restored(List<String> paths) {}

    @Override
    public Plan<Restored> plan(Input input, ToolContext context) throws IOException {
        if (input.staged() && input.source() != null) {
            throw Refusals.invalid("`staged` restores from HEAD: it goes without `source`.");
        }
        try (var repository = OpenRepository.at(input.path(), context);
                var diffs = new Diffs(repository, 3, Proposed.MOST_BYTES).withoutRenames()) {
            repository.mustBeWritable();
            repository.mustBeAtRest();
            var entries = entries(input, repository, diffs);
            if (entries.isEmpty()) throw Refusals.nothingToDo("These files are so already.");
            var plan =
                    Plan.of(summary(input, entries.size(), repository))
                            .dependsOn(repository.head())
                            .dependsOn(repository.index());
            if (!input.staged()) plan.destructive();
            var files = entries.stream().map(FileDiff::path).toList();
            return new Proposed(repository, diffs)
                    .addTo(plan, input.staged() ? "unstage" : null, entries)
                    .apply(() -> restore(input, files, context));
        }
    }

    private static List<DiffEntry> entries(Input input, OpenRepository repository, Diffs diffs)
            throws IOException {
        var paths = Paths.of(input.paths());
        var index = repository.jgit().readDirCache();
        if (input.staged()) {
            var head = repository.files(repository.commit(Constants.HEAD));
            return diffs.between(new DirCacheIterator(index), head, paths.filter());
        }
        var source =
                input.source() == null
                        ? new DirCacheIterator(index)
                        : repository.files(repository.commit(input.source()));
        var filter = AndTreeFilter.create(paths.filter(), OnDisk.tracked(index));
        // What the source doesn't have stays, as with git checkout.
        return diffs.between(repository.filesOnDisk(), source, filter).stream()
                .filter(entry -> entry.getChangeType() != ChangeType.DELETE)
                .toList();
    }

    private static String summary(Input input, int files, OpenRepository repository) {
        if (input.staged()) {
            return "Unstage %d file(s) of %s.".formatted(files, repository.workTree());
        }
        var source = input.source() == null ? "the index" : input.source();
        return "Restore %d file(s) of %s from %s, and lose what is on the disk."
                .formatted(files, repository.workTree(), source);
    }

    private static Restored restore(Input input, List<String> files, ToolContext context)
            throws IOException, GitAPIException {
        try (var repository = OpenRepository.at(input.path(), context)) {
            if (input.staged()) {
                var reset = repository.git().reset();
                files.forEach(reset::addPath);
                reset.call();
            } else {
                var checkout = repository.git().checkout().addPaths(files);
                if (input.source() != null)
                    checkout.setStartPoint(repository.commit(input.source()));
                checkout.call();
            }
            return new Restored(files);
        }
    }
}
