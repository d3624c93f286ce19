package dev.fusionhost.git;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.TOO_LARGE;
import static dev.fusionhost.tools.ErrorCode.UNSUPPORTED_ENCODING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadsTest extends RealRepository {
    @Test
    void aRepositoryIsFoundFromAnyOfItsFilesAndNotAboveTheRoots() throws Exception {
        file("folder/a.txt", "one\n");
        var head = commitAll("Begin");
        Files.createDirectory(outside.resolve(".git"));

        for (var path : List.of("repo", "repo/folder", "repo/folder/a.txt", "repo/.git")) {
            assertThat(new GitStatus().execute(new GitStatus.Input(path, 0, 10), call).head())
                    .isEqualTo(head);
        }
        refused("not_a_repository", () -> statusOf("."));
        refused(OUTSIDE_ROOTS, () -> statusOf("../outside"));
        refused(NOT_FOUND, () -> statusOf("nowhere"));
    }

    @Test
    void aRepositoryWithoutACommitHasAState() throws Exception {
        file("a.txt", "one\n");
        git.add().addFilepattern("a.txt").call();

        var status = status();

        assertThat(status.head()).isNull();
        assertThat(status.branch()).isEqualTo("main");
        assertThat(status.files())
                .containsExactly(new GitStatus.Item("a.txt", null, GitStatus.State.ADDED, null));
        refused("unknown_revision", () -> log("HEAD", null));
        assertThat(diff(null, null, true).files()).hasSize(1);
    }

    @Test
    void aStateIsPaged() throws Exception {
        file("keep.txt", "");
        commitAll("Begin");
        for (int i = 0; i < 5; i++) file(i + ".txt", "");

        var first = new GitStatus().execute(new GitStatus.Input("repo", 0, 2), call);
        var last = new GitStatus().execute(new GitStatus.Input("repo", 4, 2), call);

        assertThat(first.files())
                .extracting(GitStatus.Item::path)
                .containsExactly("0.txt", "1.txt");
        assertThat(first.total()).isEqualTo(5);
        assertThat(first.truncated()).isTrue();
        assertThat(first.next()).isEqualTo(2);
        assertThat(last.files()).hasSize(1);
        assertThat(last.truncated()).isFalse();
        assertThat(last.next()).isNull();
    }

    @Test
    void aHistoryIsPaged() throws Exception {
        for (int i = 0; i < 5; i++) {
            file("a.txt", i + "\n");
            commitAll("Commit " + i);
        }

        var first = page(0, 2);
        var last = page(4, 2);

        assertThat(first.commits())
                .extracting(CommitInfo::subject)
                .containsExactly("Commit 4", "Commit 3");
        assertThat(first.truncated()).isTrue();
        assertThat(first.next()).isEqualTo(2);
        assertThat(last.commits()).extracting(CommitInfo::subject).containsExactly("Commit 0");
        assertThat(last.next()).isNull();
        assertThat(page(2, 3).next()).isNull();
    }

    @Test
    void commitsOfAnotherBranchCanBeLeftOut() throws Exception {
        file("a.txt", "one\n");
        commitAll("Begin");
        git.checkout().setCreateBranch(true).setName("topic").call();
        file("a.txt", "two\n");
        commitAll("Topic");

        var log =
                new GitLog().execute(new GitLog.Input("repo", "topic", "main", null, 0, 10), call);

        assertThat(log.commits()).extracting(CommitInfo::subject).containsExactly("Topic");
    }

    @Test
    void aLongMessageIsCut() throws Exception {
        file("a.txt", "one\n");
        commitAll("Subject\n\n" + "x".repeat(20_000));

        var commit = show("HEAD").commit();

        assertThat(commit.subject()).isEqualTo("Subject");
        assertThat(commit.message()).hasSize(8_000);
        assertThat(commit.truncated()).isTrue();
    }

    @Test
    void aDiffIsCutAtALineAndSaysSo() throws Exception {
        file("a.txt", "one\n");
        file("b.txt", "one\n");
        commitAll("Begin");
        file("a.txt", "line\n".repeat(1_000));
        file("b.txt", "two\n");

        var page = diff(0, 10, 200);

        assertThat(page.truncated()).isTrue();
        assertThat(page.files().getFirst().diff()).endsWith("+line\n").hasSizeLessThan(200);
        assertThat(page.files().getFirst().added()).isEqualTo(1_000);
        assertThat(page.files().getFirst().truncated()).isTrue();
        assertThat(page.files().getLast().added()).isEqualTo(1);
        var list = diff(0, 10, 0);
        assertThat(list.files()).extracting(FileDiff::diff).containsOnlyNulls();
        assertThat(diff(0, 1, 10_000).next()).isEqualTo(1);
        assertThat(diff(1, 1, 10_000).next()).isNull();
    }

    @Test
    void aFileOfMoreThanAMegabyteCountsAsBinary() throws Exception {
        file("a.txt", "one\n");
        commitAll("Begin");
        file("a.txt", "line\n".repeat(300_000));

        var file = diff(null, null, false).files().getFirst();

        assertThat(file.binary()).isTrue();
        assertThat(file.diff()).isNull();
        assertThat(file.added()).isNull();
    }

    @Test
    void blameShowsSomeLines() throws Exception {
        file("a.txt", "one\ntwo\nthree\n");
        var first = commitAll("First");
        file("a.txt", "one\n2\nthree\n");
        var second = commitAll("Second");

        var blame = blame("a.txt", 2, 2);

        assertThat(blame.regions())
                .extracting(GitBlame.Region::commit)
                .containsExactly(second, first);
        assertThat(blame.regions()).extracting(GitBlame.Region::line).containsExactly(2, 3);
        assertThat(blame.regions().getFirst().text()).containsExactly("2");
        assertThat(blame.totalLines()).isEqualTo(3);
        assertThat(blame.truncated()).isFalse();
        assertThat(blame("a.txt", 1, 1).next()).isEqualTo(2);
        assertThat(blame("a.txt", 9, 1).regions()).isEmpty();
    }

    @Test
    void blameRefusesWhatHasNoLines() throws Exception {
        file("a.bin", new byte[] {0, 1});
        file("folder/a.txt", "");
        file("large.txt", "line\n".repeat(300_000));
        commitAll("Begin");

        refused(UNSUPPORTED_ENCODING, () -> blame("a.bin", 1, 1));
        refused(TOO_LARGE, () -> blame("large.txt", 1, 1));
        refused("not_regular_file", () -> blame("folder", 1, 1));
        refused(NOT_FOUND, () -> blame("missing", 1, 1));
        refused(INVALID_INPUT, () -> blame("../a", 1, 1));
        assertThat(blame("folder/a.txt", 1, 1).regions()).isEmpty();
    }

    @Test
    void blameOfAFileThatWasHugeIsRefused() throws Exception {
        file("a.txt", "zero\n".repeat(5_000_000));
        commitAll("Huge");
        file("a.txt", "one\n");
        commitAll("Small");

        refused(TOO_LARGE, () -> blame("a.txt", 1, 1));
        assertThat(show("HEAD").diff().files().getFirst().binary()).isTrue();
    }

    @Test
    void oddRevisionsAreRefused() throws Exception {
        file("a.txt", "one\n");
        commitAll("Begin");

        for (var revision :
                List.of(
                        "nowhere",
                        "HEAD~99",
                        "HEAD^{tree}",
                        "HEAD:a.txt",
                        "@{-1}",
                        "^",
                        "~",
                        "a b",
                        ":/x",
                        "\u001b",
                        "0".repeat(40),
                        "deadbeef",
                        "-x",
                        "HEAD@{99}")) {
            refused("unknown_revision", () -> show(revision));
        }
        refused(INVALID_INPUT, () -> diff(null, "HEAD", false));
        refused(INVALID_INPUT, () -> diff("HEAD", "HEAD", true));
    }

    @Test
    void aCallThatIsToStopStops() throws Exception {
        file("a.txt", "one\n");
        commitAll("Begin");
        file("a.txt", "two\n");

        call.looksUntilCancelled = 0;

        refused(CANCELLED, this::status);
        refused(CANCELLED, () -> diff(null, null, false));
        refused(CANCELLED, () -> log("HEAD", "a.txt"));
    }

    private GitStatus.Status statusOf(String path) throws Exception {
        return new GitStatus().execute(new GitStatus.Input(path, 0, 10), call);
    }

    private GitLog.Log page(int offset, int limit) throws Exception {
        return new GitLog()
                .execute(new GitLog.Input("repo", "HEAD", null, null, offset, limit), call);
    }

    private DiffPage diff(int offset, int limit, int maxBytes) throws Exception {
        return new GitDiff()
                .execute(
                        new GitDiff.Input(
                                "repo", null, null, false, List.of(), 3, offset, limit, maxBytes),
                        call);
    }
}
