package dev.fusionhost.git;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

@Tool(
        name = "git_create_branch",
        title = "Git: create branch",
        description =
                "Create a branch in a git repository, without switching to it. An existing branch"
                        + " is never moved.")
class GitCreateBranch implements MutationTool<GitCreateBranch.Input, GitCreateBranch.Created> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("A folder or file in the repository.")
                    String path,
            @NotBlank @Size(max = 200) @Description("The new branch, as in feature/login.")
                    String name,
            @Default("HEAD")
                    @NotBlank @Size(max = 250) @Description("The commit that it begins at.")
                    String startPoint) {}

    record Created(String branch, String commit) {}

    @Override
    public Plan<Created> plan(Input input, ToolContext context) throws IOException {
        try (var repository = OpenRepository.at(input.path(), context)) {
            repository.mustBeWritable();
            mustBeFree(Constants.R_HEADS + input.name(), repository);
            var start = repository.commit(input.startPoint());
            return Plan.of(
                            "Create branch %s at %s (%s)."
                                    .formatted(
                                            input.name(),
                                            start.abbreviate(10).name(),
                                            CommitInfo.subject(start)))
                    .change(Change.of("create_branch", repository.workTree()))
                    .dependsOn("start=" + start.name())
                    .reversible()
                    .apply(() -> create(input, start, context));
        }
    }

    private static void mustBeFree(String ref, OpenRepository repository) throws IOException {
        var name = Repository.shortenRefName(ref);
        if (!Repository.isValidRefName(ref) || name.startsWith("-") || name.equals("HEAD")) {
            throw Refusals.invalid("%s is no name for a branch.".formatted(Printable.of(name)));
        }
        if (repository.jgit().exactRef(ref) != null
                || repository.jgit().getRefDatabase().isNameConflicting(ref)) {
            throw new ToolException(
                    ErrorCode.EXISTS,
                    "There is a branch %s already, or one that its name is a part of."
                            .formatted(Printable.of(name)));
        }
    }

    private static Created create(Input input, RevCommit start, ToolContext context)
            throws IOException {
        try (var repository = OpenRepository.at(input.path(), context)) {
            var update = repository.jgit().updateRef(Constants.R_HEADS + input.name());
            update.setNewObjectId(start);
            update.setExpectedOldObjectId(ObjectId.zeroId());
            update.setRefLogMessage("branch: Created from " + input.startPoint(), false);
            var result = update.update();
            if (result != RefUpdate.Result.NEW) {
                throw new ToolException(
                        ErrorCode.IO, "The branch could not be created (%s).".formatted(result));
            }
            return new Created(input.name(), start.name());
        }
    }
}
