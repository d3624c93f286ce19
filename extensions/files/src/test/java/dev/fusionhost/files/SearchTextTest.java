package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fusionhost.files.SearchText.Found;
import dev.fusionhost.files.SearchText.Input;
import dev.fusionhost.files.SearchText.Match;
import dev.fusionhost.testing.tools.Answer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SearchTextTest extends RealFolder {
    @Test
    void aMatchHasItsPlaceAndItsNeighbours() throws IOException {
        file("docs/a.txt", "one\ntwo\nthe needle\r\nfour\nfive\nsix\n");

        var found = search("needle", 2);

        assertThat(found.matches())
                .containsExactly(
                        new Match(
                                root + "/docs/a.txt",
                                3,
                                5,
                                "the needle",
                                List.of("one", "two"),
                                List.of("four", "five")));
        assertThat(found.files()).isEqualTo(1);
        assertThat(found.truncated()).isFalse();
    }

    @Test
    void filesComeInTheOrderOfTheirNamesThroughAllFolders() throws IOException {
        for (var name : new String[] {"b/z.txt", "a.txt", "c.txt", "b/a/x.txt"}) {
            file(name, "needle");
        }

        assertThat(paths(search("needle", 0)))
                .containsExactly("a.txt", "b/a/x.txt", "b/z.txt", "c.txt");
    }

    @Test
    void anExpressionALiteralAndCaseAreToldApart() throws IOException {
        file("a.txt", "a.c\nabc\nABC\nA.C\n");

        assertThat(lines(search(input("a.c").build()))).containsExactly(1L, 2L);
        assertThat(lines(search(input("a.c").literal().build()))).containsExactly(1L);
        assertThat(lines(search(input("a.c").ignoreCase().build())))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(lines(search(input("a.c").literal().ignoreCase().build())))
                .containsExactly(1L, 4L);
        assertThat(lines(search(input("^ABC$").build()))).containsExactly(3L);
        assertThat(lines(search(input("(?i)^abc$").build()))).containsExactly(2L, 3L);
    }

    @Test
    void linksAreNotEnteredAndGitFoldersAreLeftOut() throws IOException {
        file("real/a.txt", "needle");
        file(".git/objects/x", "needle");
        file("real/.git/config", "needle");
        link("loop", ".");
        link("alias", "real");
        link("out", outside.toString());
        link("outFile", outside + "/secret.txt");

        assertThat(paths(search("needle", 0))).containsExactly("real/a.txt");
        refused(SYMLINK_ESCAPE, ask(input("needle").in("out").build()));
        assertThat(search(input("needle").in("alias").build()).matches()).hasSize(1);
        assertThat(search(input("needle").in(".git").build()).matches()).hasSize(1);
    }

    @Test
    void oneFileCanBeSearchedByItself() throws IOException {
        file("a.txt", "needle");
        file("b.txt", "needle");

        assertThat(paths(search(input("needle").in("b.txt").build()))).containsExactly("b.txt");
    }

    @Test
    void globsChooseFiles() throws IOException {
        for (var name : new String[] {"A.java", "src/B.java", "src/b.txt", "target/C.java"}) {
            file(name, "needle");
        }

        assertThat(paths(search(input("needle").glob("*.java").build())))
                .containsExactly("A.java", "src/B.java", "target/C.java");
        assertThat(paths(search(input("needle").glob("src/**").build())))
                .containsExactly("src/B.java", "src/b.txt");
        assertThat(paths(search(input("needle").glob("**/*.java").exclude("target").build())))
                .containsExactly("A.java", "src/B.java");
    }

    @Test
    void pagesFollowEachOther() throws IOException {
        for (int i = 0; i < 5; i++) file("f" + i, "needle\nneedle\n");

        var first = search(input("needle").page(0, 4).build());
        var second = search(input("needle").page(first.next(), 4).build());
        var third = search(input("needle").page(second.next(), 4).build());

        assertThat(paths(first)).containsExactly("f0", "f0", "f1", "f1");
        assertThat(paths(second)).containsExactly("f2", "f2", "f3", "f3");
        assertThat(paths(third)).containsExactly("f4", "f4");
        assertThat(first.stopped()).isEqualTo("limit");
        assertThat(third.truncated()).isFalse();
        assertThat(third.next()).isNull();
    }

    @Test
    void aFileThatGoesOnAsAHoleIsLeftWhereTheHoleBegins() throws IOException {
        file("a.log", "a needle\n" + "and more\n".repeat(1_000));
        try (var hole = FileChannel.open(root.resolve("a.log"), WRITE)) {
            hole.write(UTF_8.encode("another needle\n"), 1L << 30);
        }
        file("b.txt", "needle");

        var found = search(input("needle").build());

        assertThat(paths(found)).containsExactly("a.log", "b.txt");
        assertThat(found.binaryFiles()).isEqualTo(1);
    }

    @Test
    void binaryFilesAreCountedAndOtherEncodingsRead() throws IOException {
        file("binary", "needle\0needle");
        file("latin", "Größe needle".getBytes(ISO_8859_1));
        file("utf16", "Größe needle\n".getBytes(UTF_16));

        var found = search(input("Größe").build());

        assertThat(paths(found)).containsExactly("latin", "utf16");
        assertThat(found.matches()).extracting(Match::text).containsOnly("Größe needle");
        assertThat(found.binaryFiles()).isEqualTo(1);
        assertThat(found.files()).isEqualTo(3);
    }

    @Test
    void longLinesAreCutAroundTheMatch() throws IOException {
        file("a.txt", "x".repeat(1_000_000) + " needle " + "y".repeat(1_000_000));

        var match = search("needle", 1).matches().getFirst();

        assertThat(match.text()).contains(" needle ").hasSizeLessThan(310);
        assertThat(match.text()).startsWith("…").endsWith("…");
    }

    @Test
    void aResultStaysSmallEnoughForAMessage() throws IOException {
        for (int i = 0; i < 30; i++) file("f" + i, ("needle" + "x".repeat(500) + "\n").repeat(100));

        var found = search(input("needle").context(10).page(0, 2_000).build());

        assertThat(found.stopped()).isEqualTo("size");
        assertThat(found.next()).isEqualTo(found.matches().size());
    }

    @Test
    void aSearchEndsWithTheTimeOfItsCall() throws IOException {
        file("a.txt", "needle");
        file("b.txt", "needle");
        var input = input("needle").build();

        var found = tools.withTimeout(ofMillis(100)).call("search_text", input).output(Found.class);

        assertThat(found.stopped()).isEqualTo("time");
        assertThat(found.matches()).hasSize(1);
        assertThat(found.next()).isNull();
        refused(CANCELLED, tools.cancelledAtLook(1).call("search_text", input));
    }

    @Test
    void progressIsTold() throws IOException {
        for (int i = 0; i < 500; i++) file("f" + i, "x");

        assertThat(ask(input("needle").build()).progress()).hasSize(3);
    }

    @Test
    void badPatternsAreRefusedAndHardOnesAreFast() throws IOException {
        file("a.txt", "a".repeat(5_000) + "\n");

        for (var pattern :
                new String[] {"(", "[a", "a{1001}", "*", "\\1", "(?=a)", "((a{100}){100}){100}"}) {
            refused(INVALID_INPUT, ask(input(pattern).build()));
        }
        refused(INVALID_INPUT, ask(input("a").glob("[a").build()));
        assertTimeoutPreemptively(ofSeconds(5), () -> search("(a*)*(a*)*b", 0));
        assertTimeoutPreemptively(
                ofSeconds(1),
                () -> refused(INVALID_INPUT, ask(input("(((a{100}){100}){100}){100}").build())));
    }

    @Test
    void aLineThatTakesLongCanBeStopped() throws IOException {
        file("a.txt", "a".repeat(400_000));
        var hard = input("(a?){500}(a?){500}[bc]").build();

        refused(CANCELLED, tools.cancelledAtLook(10).call("search_text", hard));
    }

    @Test
    void unreadableFoldersDoNotEndTheSearch() throws IOException {
        file("folder/a.txt", "needle");
        file("z.txt", "needle");
        Files.createSymbolicLink(root.resolve("folder/dangling"), root.resolve("missing"));

        assertThat(search("needle", 0).matches()).hasSize(2);
    }

    @Test
    void whatIsFoundIsWhatALineByLineSearchFinds() throws IOException {
        var random = new Random(42);
        for (int round = 0; round < 12; round++) {
            var lines = new ArrayList<String>();
            int size = 0;
            while (size < 1_300_000) {
                var line =
                        "w".repeat(random.nextInt(random.nextInt(100) == 0 ? 30_000 : 90))
                                + (random.nextInt(200) == 0 ? "needle" + random.nextInt(10) : "");
                lines.add(line);
                size += line.length() + 1;
            }
            file("big.txt", String.join("\n", lines) + (round % 2 == 0 ? "\n" : ""));
            var pattern = round % 3 == 0 ? "needle[0-4]" : round % 3 == 1 ? "needle" : "[n]eedle";

            var found = search(input(pattern).context(round % 5).page(0, 2_000).build());

            assertThat(found.matches()).isEqualTo(naive(lines, pattern, round % 5));
            assertThat(found.matches()).isNotEmpty();
        }
    }

    private List<Match> naive(List<String> lines, String pattern, int context) {
        var matches = new ArrayList<Match>();
        for (int i = 0; i < lines.size(); i++) {
            var matcher = Pattern.compile(pattern).matcher(lines.get(i));
            if (!matcher.find()) continue;
            matches.add(
                    new Match(
                            root + "/big.txt",
                            i + 1,
                            matcher.start() + 1,
                            Excerpt.around(lines.get(i), matcher.start()),
                            excerpts(lines.subList(Math.max(0, i - context), i)),
                            excerpts(
                                    lines.subList(
                                            i + 1, Math.min(lines.size(), i + 1 + context)))));
        }
        return matches;
    }

    private static List<String> excerpts(List<String> lines) {
        return lines.stream().map(Excerpt::of).toList();
    }

    private Found search(String pattern, int context) {
        return search(input(pattern).context(context).build());
    }

    private Found search(Input input) {
        return ask(input).output(Found.class);
    }

    private Answer ask(Input input) {
        return tools.call("search_text", input);
    }

    private static List<Long> lines(Found found) {
        return found.matches().stream().map(Match::line).toList();
    }

    private List<String> paths(Found found) {
        return found.matches().stream()
                .map(match -> match.path().substring(root.toString().length() + 1))
                .toList();
    }

    private static Question input(String pattern) {
        return new Question(pattern);
    }

    /// An input with its defaults, put together word by word.
    private static final class Question {
        private final String pattern;
        private String path = ".";
        private boolean literal;
        private boolean ignoreCase;
        private String glob;
        private String exclude;
        private boolean gitignore = true;
        private int context = 2;
        private int offset;
        private int limit = 200;

        Question(String pattern) {
            this.pattern = pattern;
        }

        Question in(String path) {
            this.path = path;
            return this;
        }

        Question literal() {
            literal = true;
            return this;
        }

        Question ignoreCase() {
            ignoreCase = true;
            return this;
        }

        Question glob(String glob) {
            this.glob = glob;
            return this;
        }

        Question exclude(String exclude) {
            this.exclude = exclude;
            return this;
        }

        Question withoutGitignore() {
            gitignore = false;
            return this;
        }

        Question context(int lines) {
            context = lines;
            return this;
        }

        Question page(int offset, int limit) {
            this.offset = offset;
            this.limit = limit;
            return this;
        }

        Input build() {
            return new Input(
                    path,
                    pattern,
                    literal,
                    ignoreCase,
                    glob,
                    exclude,
                    gitignore,
                    context,
                    offset,
                    limit);
        }
    }
}
