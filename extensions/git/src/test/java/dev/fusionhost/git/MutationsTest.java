package dev.fusionhost.git;

import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.READ_ONLY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MutationsTest extends RealRepository {
    private static final Author ADA = new Author("Ada", "ada@example.org");

    @BeforeEach
    void makeHistory() throws Exception {
        file("a.txt", "one\n");
        file("b.txt", "one\n");
        file("gone.txt", "one\n");
        commitAll("Begin");
    }

    @Test
    void aCommitTakesWhatIsStagedAndTheNamedFilesAndNothingElse() throws Exception {
        file("a.txt", "staged\n");
        git.add().addFilepattern("a.txt").call();
        file("a.txt", "later\n");
        file("b.txt", "two\n");
        file("folder/new.txt", "new\n");
        file("left.txt", "new\n");
        Files.delete(repo.resolve("gone.txt"));

        var plan = commit("Subject\n\nBody", "folder", "b.txt", "gone.txt");

        assertThat(plan.summary())
                .isEqualTo("Commit 4 file(s) to main as Ada <ada@example.org>: Subject\\n\\nBody");
        assertThat(plan.reversible()).isTrue();
        assertThat(plan.destructive()).isFalse();
        assertThat(plan.changes())
                .extracting(Change::kind, Change::path, Change::added, Change::removed)
                .containsExactlyInAnyOrder(
                        tuple("commit", repo + "/a.txt", 1, 1),
                        tuple("commit", repo + "/b.txt", 1, 1),
                        tuple("commit", repo + "/folder/new.txt", 1, 0),
                        tuple("commit", repo + "/gone.txt", 0, 1));
        var committed = plan.apply();
        var shown = show("HEAD");
        assertThat(shown.commit().id()).isEqualTo(committed.commit());
        assertThat(shown.commit().message()).isEqualTo("Subject\n\nBody");
        assertThat(shown.diff().files())
                .extracting(FileDiff::path, FileDiff::change)
                .containsExactlyInAnyOrder(
                        tuple("a.txt", FileDiff.Type.MODIFIED),
                        tuple("b.txt", FileDiff.Type.MODIFIED),
                        tuple("folder/new.txt", FileDiff.Type.ADDED),
                        tuple("gone.txt", FileDiff.Type.DELETED));
        assertThat(shown.diff().files().getFirst().diff()).contains("+staged");
        assertThat(status().files())
                .extracting(GitStatus.Item::path)
                .containsExactly("a.txt", "left.txt");
    }

    @Test
    void theFirstCommitOfARepositoryIsACommit() throws Exception {
        var empty = Files.createDirectory(root.resolve("empty"));
        org.eclipse.jgit.api.Git.init().setDirectory(empty.toFile()).call().close();
        Files.writeString(empty.resolve("a.txt"), "one\n");

        var plan =
                new GitCommit()
                        .plan(
                                new GitCommit.Input(empty + "/a.txt", "First", List.of("."), ADA),
                                call);

        assertThat(plan.apply().branch()).isEqualTo("master");
    }

    @Test
    void aCommitOfNothingIsRefused() throws Exception {
        refused("nothing_to_do", () -> commit("Nothing", "."));
        file("left.txt", "new\n");
        refused("nothing_to_do", () -> commit("Nothing"));
        refused(INVALID_INPUT, () -> commit("Out", "../x"));
        refused(INVALID_INPUT, () -> commit("Out", "/etc"));
        refused(INVALID_INPUT, () -> commit("Git", ".git/config"));
    }

    @Test
    void theAuthorIsTheGivenOneOrThatOfTheSettingsOfTheRepository() throws Exception {
        file("a.txt", "two\n");
        var input = new GitCommit.Input(repo.toString(), "x", List.of("."), null);
        refused(INVALID_INPUT, () -> new GitCommit().plan(input, call));

        config("[user]\nname = Grace\nemail = grace@example.org\n");

        assertThat(new GitCommit().plan(input, call).summary())
                .contains("as Grace <grace@example.org>");
    }

    @Test
    void ignoredFilesAreNotCommitted() throws Exception {
        file(".gitignore", "*.log\n");
        file("x.log", "noise\n");

        assertThat(commit("Ignore", ".").changes())
                .extracting(Change::path)
                .containsExactly(repo + "/.gitignore");
    }

    @Test
    void aPlanIsAnotherOneOnceWhatItDependsOnHasChanged() throws Exception {
        file("a.txt", "two\n");
        var shown = facts(commit("x", "."));
        assertThat(facts(commit("x", "."))).isEqualTo(shown);

        file("a.txt", "three\n");
        assertThat(facts(commit("x", "."))).isNotEqualTo(shown);
        file("a.txt", "two\n");
        git.add().addFilepattern("a.txt").call();
        assertThat(facts(commit("x", "."))).isNotEqualTo(shown);

        var branch = facts(branch("topic", "HEAD"));
        git.commit().setMessage("Other").setAuthor(ident("Eve")).setSign(false).call();
        assertThat(facts(branch("topic", "HEAD"))).isNotEqualTo(branch);
    }

    @Test
    void aBranchIsCreatedAndNeverMoved() throws Exception {
        var plan = branch("topic/one", "HEAD");

        assertThat(plan.summary()).startsWith("Create branch topic/one at ").endsWith("(Begin).");
        var created = plan.apply();
        assertThat(git.getRepository().exactRef("refs/heads/topic/one").getObjectId().name())
                .isEqualTo(created.commit());
        assertThat(status().branch()).isEqualTo("main");
        refused(EXISTS, () -> branch("topic/one", "HEAD"));
        refused(EXISTS, () -> branch("topic", "HEAD"));
        refused(EXISTS, () -> branch("main", "HEAD"));
        refused("unknown_revision", () -> branch("new", "nowhere"));
        for (var name : List.of("-d", "HEAD", "a..b", "a b", "a\u001b", ".lock", "x.lock", "a/")) {
            refused(INVALID_INPUT, () -> branch(name, "HEAD"));
        }
    }

    @Test
    void aSwitchShowsTheFilesThatItChangesAndKeepsLocalOnes() throws Exception {
        git.checkout().setCreateBranch(true).setName("other").call();
        file("b.txt", "other\n");
        file("new/file.txt", "other\n");
        Files.delete(repo.resolve("gone.txt"));
        commitAll("Other");
        git.checkout().setName("main").call();
        file("a.txt", "local\n");

        var plan = switchTo("other");

        assertThat(plan.changes())
                .extracting(Change::kind, Change::path)
                .containsExactlyInAnyOrder(
                        tuple("edit", repo + "/b.txt"),
                        tuple("delete", repo + "/gone.txt"),
                        tuple("create", repo + "/new/file.txt"));
        assertThat(repo.resolve("b.txt")).hasContent("one");
        plan.apply();
        assertThat(status().branch()).isEqualTo("other");
        assertThat(repo.resolve("a.txt")).hasContent("local");
        assertThat(repo.resolve("b.txt")).hasContent("other");
        assertThat(repo.resolve("new/file.txt")).hasContent("other");
        assertThat(repo.resolve("gone.txt")).doesNotExist();
    }

    @Test
    void aSwitchThatLocalFilesAreInTheWayOfIsRefused() throws Exception {
        git.checkout().setCreateBranch(true).setName("other").call();
        file("b.txt", "other\n");
        file("new.txt", "other\n");
        commitAll("Other");
        git.checkout().setName("main").call();

        file("b.txt", "local\n");
        refused("would_overwrite", () -> switchTo("other"));
        file("b.txt", "one\n");
        file("new.txt", "untracked\n");
        refused("would_overwrite", () -> switchTo("other"));
        refused("unknown_revision", () -> switchTo("nowhere"));
        refused("nothing_to_do", () -> switchTo("main"));
    }

    @Test
    void restoringLosesWhatIsOnTheDiskAndSaysSo() throws Exception {
        file("a.txt", "local\n");
        Files.delete(repo.resolve("b.txt"));
        file("untracked.txt", "mine\n");

        var plan = restore(false, null, ".");

        assertThat(plan.destructive()).isTrue();
        assertThat(plan.reversible()).isFalse();
        assertThat(plan.changes())
                .extracting(Change::kind, Change::path)
                .containsExactly(tuple("edit", repo + "/a.txt"), tuple("create", repo + "/b.txt"));
        assertThat(plan.changes().getFirst().diff()).contains("-local\n+one\n");
        plan.apply();
        assertThat(repo.resolve("a.txt")).hasContent("one");
        assertThat(repo.resolve("b.txt")).hasContent("one");
        assertThat(repo.resolve("untracked.txt")).hasContent("mine");
        refused("nothing_to_do", () -> restore(false, null, "."));
    }

    @Test
    void restoringFromACommitTakesItsContent() throws Exception {
        file("a.txt", "two\n");
        commitAll("Two");

        restore(false, "HEAD~1", "a.txt").apply();

        assertThat(repo.resolve("a.txt")).hasContent("one");
    }

    @Test
    void unstagingLeavesTheDiskAlone() throws Exception {
        file("a.txt", "two\n");
        file("new.txt", "new\n");
        git.add().addFilepattern(".").call();

        var plan = restore(true, null, "a.txt", "new.txt");

        assertThat(plan.destructive()).isFalse();
        plan.apply();
        assertThat(repo.resolve("a.txt")).hasContent("two");
        assertThat(status().files())
                .containsExactly(
                        new GitStatus.Item("a.txt", null, null, GitStatus.State.MODIFIED),
                        new GitStatus.Item("new.txt", null, null, GitStatus.State.UNTRACKED));
    }

    @Test
    void whatMayOnlyBeReadIsNotChanged() throws Exception {
        file("a.txt", "two\n");
        try (var readOnly = Sandbox.of(List.of(new Root(root, "root", true)), List.of())) {
            call = new OneCall(readOnly);
            assertThat(status().files()).hasSize(1);
            refused(READ_ONLY_ROOT, () -> commit("x", "."));
            refused(READ_ONLY_ROOT, () -> branch("x", "HEAD"));
            refused(READ_ONLY_ROOT, () -> restore(false, null, "."));
        }
        var inner = List.of(new Root(root, "root", false), new Root(folder("docs"), "docs", true));
        file("docs/x.txt", "new\n");
        commitAll("Docs");
        file("docs/x.txt", "local\n");
        try (var mixed = Sandbox.of(inner, List.of())) {
            call = new OneCall(mixed);
            refused(READ_ONLY_ROOT, () -> restore(false, null, "docs/x.txt"));
        }
    }

    @Test
    void aRepositoryInTheMidstOfAMergeIsLeftAlone() throws Exception {
        git.checkout().setCreateBranch(true).setName("other").call();
        file("a.txt", "theirs\n");
        commitAll("Theirs");
        git.checkout().setName("main").call();
        file("a.txt", "ours\n");
        commitAll("Ours");
        git.merge().include(git.getRepository().resolve("other")).call();

        assertThat(status().state()).isEqualTo("merging");
        assertThat(status().files())
                .containsExactly(
                        new GitStatus.Item("a.txt", null, null, GitStatus.State.CONFLICTING));
        refused("repository_busy", () -> commit("x", "."));
        refused("repository_busy", () -> switchTo("other"));
    }

    @Test
    void aProposalShowsWhatIsHidden() throws Exception {
        file("esc\u001b[2J.txt", "x\u001b[31mred\u202e\r\n\ttab\n");

        var plan = commit("Sub\u001b[0mject", ".");

        assertThat(plan.summary()).contains("Sub\\u001b[0mject");
        var change = plan.changes().getFirst();
        assertThat(change.path()).endsWith("/esc\\u001b[2J.txt");
        assertThat(change.diff()).contains("+x\\u001b[31mred\\u202e\\r\n+\ttab\n");
    }

    @Test
    void aHugeProposalIsCut() throws Exception {
        for (int i = 0; i < 600; i++) file("many/%03d.txt".formatted(i), "line\n".repeat(500));

        var plan = commit("Many", ".");

        assertThat(plan.changes()).hasSize(500);
        assertThat(plan.changes().getLast().warnings())
                .contains("A part of the diff is not shown.", "100 more files are not shown.");
        assertThat(plan.changes().stream().mapToInt(change -> text(change).length()).sum())
                .isLessThanOrEqualTo(Proposed.MOST_BYTES);
        var shown = facts(plan);
        file("many/599.txt", "other\n");
        assertThat(facts(commit("Many", "."))).isNotEqualTo(shown);
    }

    private static String text(Change change) {
        return change.diff() == null ? "" : change.diff();
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectory(repo.resolve(name));
    }

    private Plan<GitCommit.Committed> commit(String message, String... paths) throws Exception {
        var input = new GitCommit.Input(repo.toString(), message, List.of(paths), ADA);
        return new GitCommit().plan(input, call);
    }

    private Plan<GitCreateBranch.Created> branch(String name, String start) throws Exception {
        return new GitCreateBranch()
                .plan(new GitCreateBranch.Input(repo.toString(), name, start), call);
    }

    private Plan<GitSwitch.Switched> switchTo(String branch) throws Exception {
        return new GitSwitch().plan(new GitSwitch.Input(repo.toString(), branch), call);
    }

    private Plan<GitRestore.Restored> restore(boolean staged, String source, String... paths)
            throws Exception {
        var input = new GitRestore.Input(repo.toString(), List.of(paths), staged, source);
        return new GitRestore().plan(input, call);
    }

    private static List<String> facts(Plan<?> plan) {
        var facts = new ArrayList<>(plan.dependencies());
        plan.changes().forEach(change -> facts.add(change.toString()));
        return facts;
    }
}
