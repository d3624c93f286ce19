package dev.fusionhost.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A repository inside a root, with a secret beside the root, and a call that works in it.
abstract class RealRepository {
    @TempDir Path temp;
    Path root;
    Path outside;
    Path repo;
    Git git;
    Sandbox sandbox;
    OneCall call;
    private long clock = 1_700_000_000;

    @BeforeEach
    void makeRepository() throws Exception {
        HarmlessSystem.install();
        temp = temp.toRealPath();
        root = Files.createDirectory(temp.resolve("root"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret\n");
        repo = Files.createDirectory(root.resolve("repo"));
        git = Git.init().setInitialBranch("main").setDirectory(repo.toFile()).call();
        sandbox = Sandbox.of(List.of(new Root(root, "root", false)), List.of());
        call = new OneCall(sandbox);
    }

    @AfterEach
    void close() {
        git.close();
        sandbox.close();
    }

    Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) throws IOException {
        var file = repo.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /// Appends to the settings of the repository.
    void config(String text) throws IOException {
        var config = repo.resolve(".git/config");
        Files.writeString(config, Files.readString(config) + text);
    }

    /// Commits all that is there, a minute after the commit before.
    String commitAll(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.add().setUpdate(true).addFilepattern(".").call();
        return commitStaged(message);
    }

    String commitStaged(String message) throws GitAPIException {
        return git.commit()
                .setMessage(message)
                .setAuthor(ident("Ada"))
                .setCommitter(ident("Ada"))
                .setSign(false)
                .call()
                .name();
    }

    PersonIdent ident(String name) {
        clock += 60;
        return new PersonIdent(
                name,
                name.toLowerCase(Locale.ROOT) + "@example.org",
                Instant.ofEpochSecond(clock),
                ZoneOffset.UTC);
    }

    /// Everything below a folder, with content and times: equal if nothing has changed.
    static String tree(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var walk = Files.walk(folder)) {
            for (var file : (Iterable<Path>) walk::iterator) {
                var modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
                var content =
                        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                ? Arrays.hashCode(Files.readAllBytes(file))
                                : 0;
                files.put(file.toString(), modified + " " + content);
            }
        }
        return String.join("\n", files.entrySet().stream().map(Object::toString).toList());
    }

    static ToolException refused(String code, ThrowingCallable work) {
        var refusal = catchThrowableOfType(ToolException.class, work);
        assertThat(refusal).as("nothing was refused").isNotNull();
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
        return refusal;
    }

    GitStatus.Status status() throws Exception {
        return new GitStatus().execute(new GitStatus.Input(repo.toString(), 0, 500), call);
    }

    GitLog.Log log(String revision, String file) throws Exception {
        return new GitLog()
                .execute(new GitLog.Input(repo.toString(), revision, null, file, 0, 1_000), call);
    }

    DiffPage diff(String from, String to, boolean staged, String... paths) throws Exception {
        return new GitDiff()
                .execute(
                        new GitDiff.Input(
                                repo.toString(),
                                from,
                                to,
                                staged,
                                List.of(paths),
                                3,
                                0,
                                2_000,
                                1 << 20),
                        call);
    }

    GitShow.Shown show(String revision) throws Exception {
        return new GitShow()
                .execute(
                        new GitShow.Input(
                                repo.toString(), revision, List.of(), 3, 0, 2_000, 1 << 20),
                        call);
    }

    GitBlame.Blame blame(String file, int line, int lines) throws Exception {
        return new GitBlame()
                .execute(new GitBlame.Input(repo.toString(), file, "HEAD", line, lines), call);
    }
}
