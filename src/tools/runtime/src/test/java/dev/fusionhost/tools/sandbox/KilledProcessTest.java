package dev.fusionhost.tools.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.tools.undo.UndoJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A process that changes files is killed at random moments; after the next start each change is
/// there as a whole, or not at all.
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledProcessTest extends RealFolders {
    private static final List<String> TOGETHER = List.of("a", "b", "c");

    @Test
    void aChangeIsThereAsAWholeOrNotAtAll() throws Exception {
        killAtRandomMoments(6);
    }

    @Test
    @Tag("soak")
    void andSoItIsTwoHundredTimes() throws Exception {
        killAtRandomMoments(200);
    }

    private void killAtRandomMoments(int times) throws Exception {
        for (var name : TOGETHER) file(name, Worker.content(0));
        file("x/kit/part", "part");
        folder("y");
        var random = new Random(20_260_101);
        for (int i = 0; i < times; i++) {
            var worker = start();
            try (var lines = worker.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("ready");
                assertThat(worker.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS)).isFalse();
            } finally {
                worker.destroyForcibly().waitFor();
            }

            sandbox.recover();

            assertWhole(i);
        }
    }

    private void assertWhole(int round) throws IOException {
        var first = Files.readString(root.resolve("a"));
        var number = Integer.parseInt(first.lines().findFirst().orElseThrow());
        assertThat(first).as("round %d", round).isEqualTo(Worker.content(number));
        for (var name : TOGETHER) assertThat(root.resolve(name)).hasContent(first);
        boolean inX = Files.exists(root.resolve("x/kit"));
        assertThat(root.resolve(inX ? "x/kit/part" : "y/kit/part")).hasContent("part");
        assertThat(root.resolve(inX ? "y" : "x")).as("round %d", round).isEmptyDirectory();
        assertThat(root.toFile().list())
                .as("round %d", round)
                .containsExactlyInAnyOrder("a", "b", "c", "x", "y");
        assertThat(safekeeping().journal().unfinished()).isEmpty();
        safekeeping().journal().past();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        root.toString(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Changes the same things again and again, and takes every other change back.
    static final class Worker {
        private Worker() {}

        public static void main(String[] arguments) throws IOException {
            var root = Path.of(arguments[0]);
            var temp = Path.of(arguments[1]);
            var journal = new UndoJournal(temp.resolve("journal"), InstantSource.system());
            var safekeeping = new Safekeeping(journal, Trash.in(temp.resolve("trash")));
            var roots = List.of(new Root(root, "root", false));
            try (var sandbox = Sandbox.of(roots, List.of(), safekeeping)) {
                System.out.println("ready");
                for (int n = 1; ; n++) {
                    var id = change(sandbox, n);
                    if (n % 2 == 0) undo(sandbox, id);
                }
            }
        }

        private static String change(Sandbox sandbox, int n) throws IOException {
            var changes = sandbox.changes(() -> true);
            var view = changes.sandbox();
            for (var name : TOGETHER) view.place(name).write(content(n).getBytes(UTF_8));
            view.place("new").createFolder();
            view.place("new/file").write(content(n).getBytes(UTF_8));
            boolean inX = view.place("x/kit").exists();
            var kit = view.entry(inX ? "x/kit" : "y/kit");
            kit.copyTo(view.place("new/kit"));
            kit.moveTo(view.place(inX ? "y/kit" : "x/kit"));
            view.entry("new").trash();
            var id = changes.undoId();
            changes.keep("Change number " + n);
            return id;
        }

        private static void undo(Sandbox sandbox, String id) throws IOException {
            var changes = sandbox.changes(() -> true);
            changes.reversal(id).run();
            // It has the trashed folder back and taken apart again.
            changes.keep("Undo " + id);
        }

        static String content(int n) {
            return n + "\n" + "x".repeat(n * 7_919 % 50_000) + "\n";
        }
    }
}
