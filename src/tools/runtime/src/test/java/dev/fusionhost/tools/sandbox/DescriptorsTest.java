package dev.fusionhost.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.tools.ToolException;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DescriptorsTest extends RealFolders {
    private static final File OPEN = new File("/proc/self/fd");

    @Test
    void everythingThatIsOpenedIsClosedAlsoWhenItFails() throws IOException {
        file("a/b/c.txt", "content");
        link("out", outside.toString());
        link("in", "a/b");
        link("loop", "loop");
        work();
        int before = open();

        // Each move waits for the disk: no more of them than a leak needs to show.
        for (int i = 0; i < 40; i++) work();

        assertThat(open()).isLessThanOrEqualTo(before + 5);
    }

    @Test
    void aClosedSandboxHoldsNothing() throws IOException {
        int before = open();

        for (int i = 0; i < 100; i++) sandboxOf(new Root(root, "root", false)).close();

        assertThat(open()).isLessThanOrEqualTo(before + 5);
    }

    private void work() throws IOException {
        for (var path :
                new String[] {"a/b/c.txt", "in/c.txt", "out/x", "loop", "a/b/c.txt/x", "a"}) {
            try {
                var place = sandbox.existing(path);
                place.info();
                place.open().close();
                place.openFolder().close();
            } catch (ToolException _) {
                // The refusals are what is tried here.
            }
            try {
                var entry = sandbox.entry(path);
                entry.moveTo(entry.sibling("moved")).moveTo(entry);
                entry.moveTo(sandbox.place("in"));
            } catch (ToolException _) {
                // Likewise.
            }
        }
        try (var folder = sandbox.existing("a").openFolder()) {
            for (var entry : folder) entry.openFolder().close();
        }
    }

    private static int open() {
        return Objects.requireNonNull(OPEN.list()).length;
    }
}
