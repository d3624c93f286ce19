package dev.fusionhost.git;

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.CheckoutConflictException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

@Tool(
        name = "git_switch",
        title = "Git: switch branch",
        description =
                "Switch a git repository to another local branch. Local changes are kept; where"
                        + " they are in the way, nothing is done.")
class GitSwitch implements MutationTool<GitSwitch.Input, GitSwitch.Switched> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @NotBlank @Size(max = 200) @Description("The branch to switch to.") String branch) {}

    record Switched(String branch, String commit) {}

    @Override
    public Plan<Switched> plan(Input input, ToolContext context) throws IOException {
        try (var repository = OpenRepository.at(input.path(), context);
                var diffs = new Diffs(repository, 3, Proposed.MOST_BYTES)) {
            repository.mustBeWritable();
            repository.mustBeAtRest();
            var here = repository.commit(Constants.HEAD);
            var there = tip(input.branch(), repository);
            var entries =
                    diffs.between(
                            repository.files(here), repository.files(there), TreeFilter.ANY_DIFF);
            mustNotBeInTheWay(entries, here, there, repository);
            var plan =
                    Plan.of(
                                    "Switch %s from %s to %s."
                                            .formatted(
                                                    repository.workTree(),
                                                    repository.whereItIs(),
                                                    input.branch()))
                            .dependsOn(repository.head())
                            .dependsOn(repository.index())
                            .dependsOn("branch=" + there.name())
                            .reversible();
            return new Proposed(repository, diffs)
                    .addTo(plan, null, entries)
                    .apply(() -> switchTo(input, there, context));
        }
    }

    private static RevCommit tip(String branch, OpenRepository repository) throws IOException {
        var ref = Constants.R_HEADS + branch;
        if (repository.jgit().exactRef(ref) == null) throw Refusals.unknownRevision(branch);
        if (branch.equals(repository.branch().orElse(null))) {
            throw Refusals.nothingToDo("The repository is on that branch already.");
        }
        return repository.commit(ref);
    }

    private static void mustNotBeInTheWay(
            List<DiffEntry> entries, RevCommit here, RevCommit there, OpenRepository repository)
            throws IOException {
        var index = repository.jgit().readDirCache();
        var checkout =
                new DirCacheCheckout(repository.jgit(), here.getTree(), index, there.getTree());
        checkout.preScanTwoTrees();
        var inTheWay = checkout.getConflicts().stream().findFirst();
        for (var entry : entries) {
            if (inTheWay.isPresent()) break;
            var file = FileDiff.path(entry);
            if (index.findEntry(file) < 0 && repository.isOnDisk(file)) {
                inTheWay = Optional.of(file);
            }
        }
        if (inTheWay.isPresent()) {
            throw Refusals.wouldOverwrite(
                    "The local %s is in the way.".formatted(Printable.of(inTheWay.get())));
        }
    }

    private static Switched switchTo(Input input, RevCommit tip, ToolContext context)
            throws IOException, GitAPIException {
        try (var repository = OpenRepository.at(input.path(), context)) {
            repository.git().checkout().setName(Constants.R_HEADS + input.branch()).call();
            return new Switched(input.branch(), tip.name());
        } catch (CheckoutConflictException _) {
            throw Refusals.wouldOverwrite("Local files are in the way.");
        }
    }
}
