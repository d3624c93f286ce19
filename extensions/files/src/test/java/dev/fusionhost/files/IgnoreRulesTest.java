package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.files.SearchText.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IgnoreRulesTest extends RealFolder {
    private static final List<String> NAMES = List.of("a", "b", "ab", "a.c", "x[1]", "d e", "!n");
    private static final List<String> PIECES =
            List.of("a", "b", "*", "?", "**", "/", "/", ".c", "[ab]", "[!a]", "\\[", "x", "1", " ");

    @Test
    void theRulesOfTheFoldersAboveHoldToo() throws IOException {
        file(".git/HEAD", "");
        file(".gitignore", "*.log\n/build/\n");
        file("sub/.gitignore", "!keep.log\nlocal\n");
        for (var name : List.of("a.log", "build/x", "sub/b.log", "sub/keep.log", "sub/local/y")) {
            file(name, "needle");
        }
        file("sub/build/z", "needle");

        assertThat(found(".")).containsExactly("sub/build/z", "sub/keep.log");
        assertThat(found("sub")).containsExactly("sub/build/z", "sub/keep.log");
    }

    @Test
    void whatIsLeftOutIsWhatGitLeavesOut() throws Exception {
        assumeTrue(gitIsInstalled());
        git("init", "-q");
        var random = new Random(20_260_101);
        for (int i = 0; i < 60; i++) file(path(random), "needle");
        for (int round = 0; round < 40; round++) {
            var rules = Stream.generate(() -> rule(random)).limit(4).toList();
            file(".gitignore", String.join("\n", rules) + "\n");
            var kept = git("ls-files", "-o", "-z", "--exclude-standard", "--", ":!.gitignore");

            assertThat(found("."))
                    .as("%s", rules)
                    .containsExactlyInAnyOrder(kept.isEmpty() ? new String[0] : kept.split("\0"));
        }
    }

    @Test
    void aHostileRuleHoldsNothingUp() throws IOException {
        file(".gitignore", "*a*a*a*a*a*a*a*a*b\n**/**/**/**/**/**/**/x\n");
        file("a".repeat(200) + "/" + "a".repeat(200), "needle");

        assertTimeoutPreemptively(ofSeconds(30), () -> assertThat(found(".")).hasSize(1));
    }

    private static String path(Random random) {
        var names = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            names.add(NAMES.get(random.nextInt(NAMES.size())) + (i == 0 ? ".f" : ""));
        }
        return String.join("/", names);
    }

    private static String rule(Random random) {
        var rule = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
        for (int i = random.nextInt(4); i >= 0; i--) {
            rule.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return rule.append(random.nextInt(3) == 0 ? "*" : "").toString();
    }

    private List<String> found(String path) {
        return tools
                .call("search_text", Map.of("path", path, "pattern", "needle", "limit", 2_000))
                .output(Found.class)
                .matches()
                .stream()
                .map(match -> match.path().substring(root.toString().length() + 1))
                .toList();
    }

    private static boolean gitIsInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));
    }

    private String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_SYSTEM", "/dev/null");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
