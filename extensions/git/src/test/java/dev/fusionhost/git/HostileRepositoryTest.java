package dev.fusionhost.git;

import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.PROTECTED_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.git.GitStatus.Item;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a repository may hold that is meant for whoever opens it.
@Timeout(60)
class HostileRepositoryTest extends RealRepository {
    @Test
    void nothingOfItIsRunWhateverIsDone() throws Exception {
        var script = outside.resolve("script");
        Files.writeString(script, "#!/bin/sh\ntouch " + outside + "/ran\ncat\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var hook :
                List.of(
                        "pre-commit",
                        "commit-msg",
                        "post-commit",
                        "post-checkout",
                        "prepare-commit-msg")) {
            Files.createDirectories(repo.resolve(".git/hooks"));
            Files.copy(script, repo.resolve(".git/hooks/" + hook));
        }
        file("a.txt", "one\n");
        commitAll("Begin");
        git.branchCreate().setName("other").call();
        Files.deleteIfExists(outside.resolve("ran"));
        config(
                """
                [core]
                fsmonitor = SCRIPT
                hooksPath = OUTSIDE
                sshCommand = SCRIPT
                editor = SCRIPT
                pager = SCRIPT
                attributesFile = OUTSIDE/attributes
                excludesFile = OUTSIDE/secret.txt
                worktree = OUTSIDE
                [filter "evil"]
                clean = SCRIPT
                smudge = SCRIPT
                process = SCRIPT
                required = true
                [diff]
                external = SCRIPT
                [diff "evil"]
                command = SCRIPT
                textconv = SCRIPT
                [merge "evil"]
                driver = SCRIPT
                [gpg]
                program = SCRIPT
                [commit]
                gpgsign = true
                [include]
                path = OUTSIDE/config
                [alias]
                status = !SCRIPT
                """
                        .replace("SCRIPT", script.toString())
                        .replace("OUTSIDE", outside.toString()));
        Files.writeString(outside.resolve("config"), "[user]\nname = Outside\nemail = out@side\n");
        file(".gitattributes", "* filter=evil diff=evil merge=evil\n");
        file("a.txt", "two\n");
        file("b.txt", "new\n");

        status();
        diff(null, null, false);
        diff("HEAD", null, false);
        show("HEAD");
        blame("a.txt", 1, 10);
        log("HEAD", "a.txt");
        call.mayWrite = true;
        apply(new GitRestore().plan(restore("a.txt"), call));
        file("a.txt", "three\n");
        apply(new GitCommit().plan(commit("Commit", "."), call));
        apply(new GitSwitch().plan(new GitSwitch.Input(repo.toString(), "other"), call));

        assertThat(outside.resolve("ran")).doesNotExist();
        assertThat(repo.resolve("a.txt")).hasContent("one");
        // Nor is what is included read.
        refused(
                "invalid_input",
                () ->
                        new GitCommit()
                                .plan(
                                        new GitCommit.Input(
                                                repo.toString(), "x", List.of("."), null),
                                        call));
    }

    @Test
    void aReadLeavesNoTrace() throws Exception {
        file("a.txt", "one\n");
        commitAll("Begin");
        file("a.txt", "two\n");
        file("b.txt", "new\n");
        var before = tree(root);

        status();
        diff(null, null, false);
        show("HEAD");
        log("HEAD", null);
        blame("a.txt", 1, 10);
        new GitRestore().plan(restore("a.txt"), call);
        new GitCommit().plan(commit("Commit", "."), call);
        new GitCreateBranch().plan(new GitCreateBranch.Input(repo.toString(), "x", "HEAD"), call);

        assertThat(tree(root)).isEqualTo(before);
    }

    @Test
    void aGitFolderElsewhereIsRefused() throws Exception {
        var secret = secretRepository();
        var work = Files.createDirectory(root.resolve("work"));

        Files.writeString(work.resolve(".git"), "gitdir: " + secret.resolve(".git") + "\n");
        var refusal = refused(OUTSIDE_ROOTS, () -> statusOf(work));
        assertThat(refusal.getMessage()).doesNotContain(secret.toString());

        Files.writeString(work.resolve(".git"), "gitdir: ../../outside/repo/.git\n");
        refused(OUTSIDE_ROOTS, () -> statusOf(work));

        Files.delete(work.resolve(".git"));
        Files.createSymbolicLink(work.resolve(".git"), secret.resolve(".git"));
        refused("unsupported_repository", () -> statusOf(work));

        Files.delete(work.resolve(".git"));
        Files.writeString(work.resolve(".git"), "something else");
        refused("unsupported_repository", () -> statusOf(work));
    }

    @Test
    void aCommonFolderElsewhereIsRefused() throws Exception {
        var secret = secretRepository();
        Files.writeString(repo.resolve(".git/commondir"), secret.resolve(".git") + "\n");
        var work = Files.createDirectory(root.resolve("work"));
        Files.writeString(work.resolve(".git"), "gitdir: ../repo/.git\n");

        refused(OUTSIDE_ROOTS, () -> statusOf(work));
    }

    @Test
    void aFurtherWorkTreeInsideTheRootsIsOpened() throws Exception {
        file("a.txt", "one\n");
        var head = commitAll("Begin");
        var work = Files.createDirectory(root.resolve("work"));
        var own = Files.createDirectories(repo.resolve(".git/worktrees/work"));
        Files.writeString(work.resolve(".git"), "gitdir: " + own + "\n");
        Files.writeString(own.resolve("commondir"), "../..\n");
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/main\n");

        assertThat(statusOf(work).head()).isEqualTo(head);
    }

    @Test
    void linksInAGitFolderAreRefused() throws Exception {
        var secret = secretRepository();
        file("a.txt", "one\n");
        commitAll("Begin");
        for (var name : List.of("objects/ab", "refs/heads/stolen", "logs/x", "info/exclude")) {
            var link = repo.resolve(".git/" + name);
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, secret.resolve(".git/" + name));
            refused("unsupported_repository", this::status);
            Files.delete(link);
        }
        new ProcessBuilder("mkfifo", repo.resolve(".git/fifo").toString()).start().waitFor();
        refused("unsupported_repository", this::status);
    }

    @Test
    void objectsOfAnotherRepositoryAreNotBorrowed() throws Exception {
        var secret = secretRepository();
        Files.createDirectories(repo.resolve(".git/objects/info"));
        Files.writeString(
                repo.resolve(".git/objects/info/alternates"),
                secret.resolve(".git/objects") + "\n");

        refused("unsupported_repository", () -> show("HEAD"));
    }

    @Test
    void aSubmoduleIsNotEntered() throws Exception {
        var secret = secretRepository();
        file("sub/.git", "gitdir: " + secret.resolve(".git") + "\n");
        file("sub/file.txt", "");
        file(
                ".gitmodules",
                "[submodule \"sub\"]\npath = sub\nurl = https://example.org/\nupdate = !touch ran\n");
        commitAll("With a submodule");

        assertThat(status().files()).noneMatch(item -> item.path().startsWith("sub/f"));
        assertThat(diff("HEAD", null, false).files()).isEmpty();
    }

    @Test
    void aFileBehindALinkIsNeitherReadNorWritten() throws Exception {
        file("folder/secret.txt", "mine\n");
        commitAll("Begin");
        Files.delete(repo.resolve("folder/secret.txt"));
        Files.delete(repo.resolve("folder"));
        Files.createSymbolicLink(repo.resolve("folder"), outside);

        assertThat(status().files())
                .extracting(Item::path)
                .containsExactly("folder", "folder/secret.txt");
        refused("symlink_escape", () -> diff(null, null, false));
        refused("symlink_escape", () -> new GitRestore().plan(restore("folder"), call));
        refused("symlink_escape", () -> new GitCommit().plan(commit("x", "."), call));
        assertThat(outside.resolve("secret.txt")).hasContent("secret");
    }

    @Test
    void aFifoInTheWorkTreeKeepsNobodyWaiting() throws Exception {
        file("a.txt", "one\n");
        commitAll("Begin");
        Files.delete(repo.resolve("a.txt"));
        new ProcessBuilder("mkfifo", repo.resolve("a.txt").toString()).start().waitFor();

        assertThat(status().files()).extracting(Item::path).containsExactly("a.txt");
        assertThat(diff(null, null, false).files())
                .extracting(FileDiff::change)
                .containsExactly(FileDiff.Type.DELETED);
    }

    @Test
    void whatIsProtectedIsNotShown() throws Exception {
        file("keys/id", "one\n");
        file("a.txt", "one\n");
        commitAll("Begin");
        file("keys/id", "key\n");
        file("keys/more", "key\n");
        var protectedPaths = List.of(repo.resolve("keys"));
        try (var guarded = Sandbox.of(List.of(new Root(root, "root", false)), protectedPaths)) {
            call = new OneCall(guarded);

            assertThat(status().files()).extracting(Item::path).doesNotContain("keys/more");
            refused(PROTECTED_PATH, () -> diff(null, null, false));
            refused(PROTECTED_PATH, () -> new GitCommit().plan(commit("x", "."), call));
            assertThat(diff(null, null, false, "a.txt").files()).isEmpty();
        }
    }

    @Test
    void aFileThatWasMadeToBeSlowIsStillCompared() throws Exception {
        file("a.txt", numbers(0));
        commitAll("Begin");
        file("a.txt", numbers(1));

        assertThat(time(() -> diff(null, null, false))).isLessThan(Duration.ofSeconds(20));
    }

    private static String numbers(int seed) {
        var text = new StringBuilder();
        for (int i = 0; text.length() < 1_000_000; i++)
            text.append((i * 7919L + seed) % 991).append('\n');
        return text.toString();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Duration time(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Path secretRepository() throws Exception {
        var folder = Files.createDirectory(outside.resolve("repo"));
        try (var secret = Git.init().setDirectory(folder.toFile()).call()) {
            Files.writeString(folder.resolve("secret.txt"), "secret\n");
            secret.add().addFilepattern(".").call();
            secret.commit().setMessage("Secret").setSign(false).setAuthor("A", "a@b").call();
        }
        return folder;
    }

    private GitStatus.Status statusOf(Path folder) throws IOException {
        return new GitStatus().execute(new GitStatus.Input(folder.toString(), 0, 100), call);
    }

    private GitRestore.Input restore(String path) {
        return new GitRestore.Input(repo.toString(), List.of(path), false, null);
    }

    private GitCommit.Input commit(String message, String path) {
        var author = new Author("Ada", "ada@example.org");
        return new GitCommit.Input(repo.toString(), message, List.of(path), author);
    }

    private static void apply(Plan<?> plan) throws Exception {
        plan.apply();
    }
}
