package dev.fusionhost.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.files.ListRoots.Roots;
import dev.fusionhost.testing.tools.ToolTester;
import dev.fusionhost.tools.sandbox.Root;
import org.junit.jupiter.api.Test;

class ListRootsTest extends RealFolder {
    @Test
    void theRootsComeInTheOwnersOrder() {
        var both = ToolTester.in(new Root(root, "work", false), new Root(outside, "archive", true));

        var listed = both.with(new ListRoots()).call("list_roots").output(Roots.class).roots();

        assertThat(listed)
                .extracting(ListRoots.AllowedFolder::path)
                .containsExactly(root.toString(), outside.toString());
        assertThat(listed)
                .extracting(ListRoots.AllowedFolder::readOnly)
                .containsExactly(false, true);
        assertThat(listed.getFirst().label()).isEqualTo("work");
        assertThat(listed.getFirst().freeBytes()).isPositive();
    }
}
