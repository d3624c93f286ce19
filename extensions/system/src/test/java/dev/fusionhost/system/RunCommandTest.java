package dev.fusionhost.system;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.system.RunCommand.Ended;
import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.testing.tools.ToolTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// On real processes.
@EnabledOnOs(OS.LINUX)
class RunCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path temp;
    private Path root;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectory(temp.toRealPath().resolve("root"));
    }

    @Test
    void aCommandRunsInItsFolderAndItsEndIsTold() {
        var settings = new Settings().script("where", "pwd; echo wrong >&2; exit 3");

        var ended = run(settings, "where", Map.of());

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.timedOut()).isFalse();
        assertThat(ended.output()).isEqualTo(root + "\nwrong\n");
        assertThat(ended.outputBytes()).isEqualTo(ended.output().length());
        assertThat(ended.sha256()).hasSize(64);
    }

    @Test
    void anArgumentIsOneArgumentWhateverIsInIt() throws IOException {
        var settings =
                new Settings()
                        .with("show.executable", "/usr/bin/printf")
                        .with("show.arguments", "[%s],{one},{two}")
                        .with("show.parameters.one.required", "true")
                        .with("show.parameters.two.required", "false");

        var hostile = "$(touch x); `touch x` | & > x \"' *";
        assertThat(run(settings, "show", Map.of("one", hostile)).output())
                .isEqualTo("[" + hostile + "]");
        assertThat(run(settings, "show", Map.of("one", "a", "two", "b")).output())
                .isEqualTo("[a][b]");
        try (var files = Files.list(root)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatTheSchemaOfACommandRefusesIsNeverRun() {
        var settings =
                new Settings()
                        .with("touch.executable", "/usr/bin/touch")
                        .with("touch.arguments", "ran,{n},{word},{file},{free}")
                        .with("touch.parameters.n.type", "integer")
                        .with("touch.parameters.word.one-of", "a,b")
                        .with("touch.parameters.file.type", "path")
                        .with("touch.parameters.free.max-length", "5")
                        .with("touch.parameters.free.required", "false");
        var good = Map.of("n", "1", "word", "a", "file", "in");

        refused(INVALID_INPUT, settings, "other", good);
        refused(INVALID_INPUT, settings, "touch", Map.of("n", "1", "word", "a"));
        refused(INVALID_INPUT, settings, "touch", with(good, "n", "one"));
        refused(INVALID_INPUT, settings, "touch", with(good, "n", "-1"));
        refused(INVALID_INPUT, settings, "touch", with(good, "word", "c"));
        refused(INVALID_INPUT, settings, "touch", with(good, "free", "-rf"));
        refused(INVALID_INPUT, settings, "touch", with(good, "free", "123456"));
        refused(INVALID_INPUT, settings, "touch", with(good, "free", "a\nb"));
        refused(INVALID_INPUT, settings, "touch", with(good, "unknown", "x"));
        refused(OUTSIDE_ROOTS, settings, "touch", with(good, "file", "../out"));
        assertThat(root.resolve("ran")).doesNotExist();

        assertThat(run(settings, "touch", good).exitCode()).isZero();
        assertThat(root.resolve("ran")).exists();
        assertThat(root.resolve("in")).exists();
    }

    @Test
    void aFolderOutsideTheRootsIsRefused() throws IOException {
        var settings = new Settings().script("touch", "touch ran");
        Files.createDirectory(temp.toRealPath().resolve("outside"));

        refused(OUTSIDE_ROOTS, settings.with("touch.folder", "../outside"), "touch", Map.of());
        refused("not_found", settings.with("touch.folder", "missing"), "touch", Map.of());
        assertThat(temp.resolve("outside/ran")).doesNotExist();
    }

    @Test
    void theEnvironmentIsSmallAndItsOwn() {
        var settings = new Settings().script("env", "env | cut -d= -f1 | sort | xargs");
        settings.with("env.environment.MINE", "1");

        assertThat(run(settings, "env", Map.of()).output().strip().split(" "))
                .contains("MINE", "PATH", "HOME", "LANG")
                .allMatch(
                        name ->
                                List.of("MINE", "PATH", "HOME", "LANG", "FUSION_HOST_CALL")
                                                .contains(name)
                                        || List.of("PWD", "_", "SHLVL", "OLDPWD").contains(name));
    }

    @Test
    void thereIsNothingToRead() {
        assertThat(run(new Settings().script("read", "cat; echo done"), "read", Map.of()).output())
                .isEqualTo("done\n");
    }

    @Test
    void muchOutputIsBounded() {
        var settings =
                new Settings()
                        .script("much", "yes 0123456789 | head -c 50000000; echo; echo end")
                        .with("much.output-limit", "1000");

        var ended = run(settings, "much", Map.of());

        assertThat(ended.output()).hasSize(1_000).endsWith("\nend\n");
        assertThat(ended.truncated()).isTrue();
        assertThat(ended.outputBytes()).isEqualTo(50_000_005);
    }

    @Test
    void whenItsTimeIsUpAllThatItStartedEnds() throws IOException {
        var settings = new Settings().script("tree", TREE).with("tree.timeout", "1");

        var ended = run(settings, "tree", Map.of());

        assertThat(ended.timedOut()).isTrue();
        assertThat(ended.exitCode()).isNull();
        assertAllHaveEnded();
    }

    @Test
    void whenItsCallIsCancelledAllThatItStartedEnds() throws IOException {
        var call = tools(new Settings().script("tree", TREE)).start("run_command", input("tree"));
        await(() -> root.resolve("last").toFile().exists());

        call.cancel();

        assertThat(call.answer().error().code()).isEqualTo(CANCELLED);
        assertAllHaveEnded();
    }

    @Test
    void whatACommandLeavesBehindEndsWithIt() throws IOException {
        var settings = new Settings().script("leave", TREE.replace("sleep 1000", "echo done"));

        var ended = run(settings, "leave", Map.of());

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output()).isEqualTo("done\n");
        assertAllHaveEnded();
    }

    /// A child, one that has let go of its parent, and one in a session of its own; each leaves its
    /// number.
    private static final String TREE =
            """
            sh -c 'echo $$ > child; exec sleep 1001' &
            (sh -c 'echo $$ > orphan; exec sleep 1002' &)
            setsid sh -c 'echo $$ > session; exec sleep 1003' &
            while [ ! -s child ] || [ ! -s orphan ] || [ ! -s session ]; do sleep 0.01; done
            touch last
            sleep 1000
            """;

    private void assertAllHaveEnded() throws IOException {
        for (var name : List.of("child", "orphan", "session")) {
            // On a busy machine not all of them have come to leave their number.
            var file = root.resolve(name);
            var number = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!number.isEmpty()) await(() -> hasEnded(Long.parseLong(number)));
        }
    }

    /// One that nobody has asked for its exit code still has a number, and no environment.
    private static boolean hasEnded(long pid) {
        try {
            return Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline")).length == 0;
        } catch (IOException _) {
            return true;
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private Ended run(Settings settings, String command, Map<String, String> arguments) {
        return ask(settings, command, arguments).output(Ended.class);
    }

    private void refused(
            String code, Settings settings, String command, Map<String, String> arguments) {
        var answer = ask(settings, command, arguments);
        assertThat(answer.error().code()).as(answer.toString()).isEqualTo(code);
    }

    private Answer ask(Settings settings, String command, Map<String, String> arguments) {
        return tools(settings).call("run_command", new RunCommand.Input(command, arguments, 60));
    }

    private static RunCommand.Input input(String command) {
        return new RunCommand.Input(command, Map.of(), 60);
    }

    private ToolTester tools(Settings settings) {
        return ToolTester.in(root).with(new RunCommand(settings.read()));
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        var changed = new HashMap<>(all);
        changed.put(name, value);
        return changed;
    }
}
