package dev.fusionhost.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.git.GitStatus.Item;
import dev.fusionhost.git.GitStatus.State;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The read tools say what the `git` command says, about a history with merges, renames, binary
/// files and odd names.
class AgreesWithGitTest extends RealRepository {
    private static final List<String> ODD_NAMES =
            List.of(
                    "a b.txt",
                    "ünï/cödé.txt",
                    "quo\"te.txt",
                    "tab\there.txt",
                    "new\nline.txt",
                    "-dash.txt",
                    "*.glob",
                    "back\\slash.txt",
                    "esc\u001b31m.txt",
                    "deep/er/and/deeper.txt");

    private GitProgram program;

    @BeforeEach
    void makeHistory() throws Exception {
        assumeTrue(GitProgram.installed());
        program = new GitProgram(repo);
        file("README.md", lines("readme", 30));
        file("src/Main.java", lines("main", 60));
        file("data.bin", new byte[] {0, 1, 2, 3});
        file(".gitignore", "*.log\nbuild/\n");
        for (var name : ODD_NAMES) file(name, lines(name.strip(), 5));
        commitAll("Begin\n\nWith a body.");
        file("README.md", lines("readme", 30).replace("readme 7\n", "changed\nand more\n"));
        commitAll("Change the readme");
        git.checkout().setCreateBranch(true).setName("feature").call();
        Files.move(repo.resolve("src/Main.java"), repo.resolve("src/App.java"));
        file("src/App.java", lines("main", 60).replace("main 3\n", ""));
        file("data.bin", new byte[] {0, 1, 2, 3, 4, 0});
        commitAll("Rename with a change");
        git.checkout().setName("main").call();
        file("a b.txt", "one line without an end");
        Files.delete(repo.resolve("-dash.txt"));
        commitAll("Change and delete odd names");
        git.merge()
                .include(git.getRepository().resolve("feature"))
                .setFastForward(FastForwardMode.NO_FF)
                .setCommit(false)
                .call();
        commitStaged("Merge feature");
        file("README.md", lines("readme", 40));
        commitAll("After the merge");
    }

    private void changeTheDisk() throws Exception {
        file("README.md", lines("readme", 20) + "more\n");
        git.add().addFilepattern("README.md").call();
        file("README.md", lines("readme", 20) + "still more\n");
        Files.move(repo.resolve("src/App.java"), repo.resolve("src/Moved.java"));
        git.rm().setCached(true).addFilepattern("src/App.java").call();
        git.add().addFilepattern("src/Moved.java").call();
        file("new.txt", "staged\n");
        git.add().addFilepattern("new.txt").call();
        Files.delete(repo.resolve("ünï/cödé.txt"));
        git.rm().setCached(true).addFilepattern("back\\slash.txt").call();
        file("untracked one.txt", "");
        file("folder/of/new.txt", "");
        file("deep/er/beside.txt", "");
        file("noise.log", "");
        file("build/out", "");
        file("tab\there.txt", "other\n");
        file("data.bin", new byte[] {0, 7});
    }

    @Test
    void aboutTheState() throws Exception {
        assertThat(status().files()).isEmpty();
        changeTheDisk();

        var status = status();

        assertThat(status.files().stream().map(AgreesWithGitTest::porcelain))
                .containsExactlyInAnyOrderElementsOf(porcelain());
        assertThat(status.branch()).isEqualTo("main");
        assertThat(status.head()).isEqualTo(program.run("rev-parse", "HEAD").strip());
    }

    private List<String> porcelain() throws Exception {
        var entries = new ArrayList<String>();
        var fields = program.fields("status", "--porcelain", "-z").iterator();
        while (fields.hasNext()) {
            var entry = fields.next();
            entries.add(entry.startsWith("R") ? entry + " <- " + fields.next() : entry);
        }
        return entries;
    }

    private static String porcelain(Item item) {
        if (item.index() == null && item.workTree() == State.UNTRACKED) return "?? " + item.path();
        var old = item.oldPath() == null ? "" : " <- " + item.oldPath();
        return letter(item.index()) + letter(item.workTree()) + " " + item.path() + old;
    }

    private static String letter(State state) {
        return state == null ? " " : state.name().substring(0, 1);
    }

    @Test
    void aboutTheHistory() throws Exception {
        for (var revision : List.of("HEAD", "feature", "HEAD~2", "HEAD~1^2")) {
            assertThat(log(revision, null).commits())
                    .extracting(CommitInfo::id)
                    .containsExactlyElementsOf(program.lines("log", "--format=%H", revision));
        }
        for (var file : List.of("README.md", "src", "a b.txt", "new\nline.txt", "data.bin")) {
            assertThat(log("HEAD", file).commits())
                    .as(file)
                    .extracting(CommitInfo::id)
                    .containsExactlyElementsOf(
                            program.lines("log", "--format=%H", "HEAD", "--", ":(literal)" + file));
        }
        var merge = log("HEAD~1", null).commits().getFirst();
        assertThat(merge.parents())
                .containsExactly(
                        program.run("log", "-1", "--format=%P", "HEAD~1").strip().split(" "));
        assertThat(log("HEAD", null).commits())
                .extracting(commit -> commit.author().name() + " " + commit.author().when())
                .containsExactlyElementsOf(
                        program.lines(
                                "log", "--date=format:%Y-%m-%dT%H:%M:%SZ", "--format=%an %ad"));
        assertThat(log("HEAD", null).commits().getLast().message())
                .isEqualTo(program.run("log", "-1", "--format=%B", "HEAD~4").strip());
    }

    @Test
    void aboutDifferences() throws Exception {
        agrees(diff("HEAD~4", "HEAD", false), "diff", "HEAD~4", "HEAD");
        agrees(diff("feature", "HEAD~2", false), "diff", "feature", "HEAD~2");
        agrees(
                diff("HEAD~4", "HEAD", false, "src", "a b.txt"),
                "diff",
                "HEAD~4",
                "HEAD",
                "--",
                "src",
                "a b.txt");
        changeTheDisk();
        agrees(diff(null, null, false), "diff");
        agrees(diff(null, null, true), "diff", "--cached");
        git.add().addFilepattern("back\\slash.txt").call();
        agrees(diff("HEAD~3", null, false), "diff", "HEAD~3");
        agrees(diff("HEAD~3", null, true), "diff", "--cached", "HEAD~3");
    }

    @Test
    void aboutCommits() throws Exception {
        for (var revision : List.of("HEAD", "HEAD~2", "feature", "HEAD~4")) {
            var shown = show(revision);
            assertThat(shown.commit().id()).isEqualTo(program.run("rev-parse", revision).strip());
            agrees(shown.diff(), "show", "--format=", revision);
        }
        agrees(show("HEAD~1").diff(), "diff", "HEAD~2", "HEAD~1");
    }

    private void agrees(DiffPage page, String command, String... arguments) throws Exception {
        assertThat(page.truncated()).isFalse();
        assertThat(page.files().stream().map(AgreesWithGitTest::numstat))
                .containsExactlyInAnyOrderElementsOf(
                        numstat(arguments(command, List.of("-M", "--numstat", "-z"), arguments)));
        var options = List.of("-M", "--histogram", "--abbrev=7", "--no-color");
        assertThat(page.files().stream().map(FileDiff::diff).filter(Objects::nonNull))
                .containsExactlyInAnyOrderElementsOf(
                        texts(program.run(arguments(command, options, arguments))));
    }

    private static String[] arguments(String command, List<String> options, String... more) {
        return Stream.of(Stream.of(command), options.stream(), Stream.of(more))
                .flatMap(it -> it)
                .toArray(String[]::new);
    }

    private static String numstat(FileDiff file) {
        var numbers = file.binary() ? "-\t-" : file.added() + "\t" + file.removed();
        var old = file.oldPath() == null ? "" : file.oldPath() + " => ";
        return numbers + "\t" + old + file.path();
    }

    private List<String> numstat(String[] arguments) throws Exception {
        var files = new ArrayList<String>();
        var fields = program.fields(arguments).iterator();
        while (fields.hasNext()) {
            var field = fields.next();
            // A rename has an empty path, and then two.
            if (field.endsWith("\t")) field += fields.next() + " => " + fields.next();
            files.add(field);
        }
        return files;
    }

    /// The diff of each text file, without the name of the function that git adds to `@@`, and the
    /// tab that it adds to a name with a space.
    private static List<String> texts(String diff) {
        var files = new ArrayList<String>();
        for (var file : diff.split("(?m)^(?=diff --git )")) {
            if (file.isEmpty() || file.contains("\nBinary files ")) continue;
            files.add(
                    file.replaceAll("(?m)^(@@ .*? @@) .*$", "$1")
                            .replaceAll("(?m)^(---|\\+\\+\\+) (.*)\t$", "$1 $2"));
        }
        return files;
    }

    @Test
    void aboutWhoWroteALine() throws Exception {
        for (var file : List.of("README.md", "src/App.java", "a b.txt", "new\nline.txt")) {
            var ours = new ArrayList<String>();
            for (var region : blame(file, 1, 2_000).regions()) {
                for (int i = 0; i < region.text().size(); i++) {
                    ours.add(region.commit() + " " + (region.originalLine() + i));
                }
            }
            var theirs =
                    program.lines("blame", "--porcelain", "HEAD", "--", file).stream()
                            .filter(line -> line.matches("[0-9a-f]{40} .*"))
                            .map(line -> line.split(" ")[0] + " " + line.split(" ")[1])
                            .toList();
            assertThat(ours).as(file).isEqualTo(theirs);
        }
        assertThat(blame("src/App.java", 1, 10).regions().getFirst().originalPath())
                .isEqualTo("src/Main.java");
    }

    private static String lines(String word, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> word + " " + i + "\n")
                .collect(Collectors.joining());
    }
}
