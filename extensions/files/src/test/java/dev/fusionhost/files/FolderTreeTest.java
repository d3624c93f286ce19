package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.NOT_A_DIRECTORY;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.files.FolderTree.Input;
import dev.fusionhost.files.FolderTree.Node;
import dev.fusionhost.files.FolderTree.Tree;
import dev.fusionhost.tools.sandbox.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderTreeTest extends RealFolder {
    @Test
    void levelsComeOneAfterTheOther() throws IOException {
        file("b/deep/x.txt", "123");
        file("a.txt", "1");
        file("c/y.txt", "12");

        var tree = tree(3, 1_000, null, true);

        assertThat(paths(tree))
                .containsExactly("a.txt", "b", "c", "b/deep", "c/y.txt", "b/deep/x.txt");
        assertThat(tree.entries().getFirst())
                .isEqualTo(new Node("a.txt", FileType.FILE, 1L, null, null));
        assertThat(tree.truncated()).isFalse();
    }

    @Test
    void whatIsCutIsCounted() throws IOException {
        for (int i = 0; i < 5; i++) file("a/f" + i, "");
        file("b/deep/x.txt", "");

        var shallow = tree(1, 1_000, null, true);
        assertThat(paths(shallow)).containsExactly("a", "b");
        assertThat(shallow.entries()).extracting(Node::notShown).containsExactly(5L, 1L);
        assertThat(shallow.cut()).isEqualTo(6);
        assertThat(shallow.truncated()).isTrue();

        var few = tree(3, 4, null, true);
        assertThat(paths(few)).containsExactly("a", "b", "a/f0", "a/f1");
        assertThat(few.entries().getFirst().notShown()).isEqualTo(3);

        var one = tree(3, 1, null, true);
        assertThat(one.notShown()).isEqualTo(1);
    }

    @Test
    void linksAreShownAndNeverEntered() throws IOException {
        file("real/a.txt", "");
        link("loop", ".");
        link("out", outside.toString());
        link("real/up", "..");

        var tree = tree(10, 1_000, null, true);

        assertThat(paths(tree)).containsExactly("loop", "out", "real", "real/a.txt", "real/up");
        assertThat(tree.entries().get(1))
                .isEqualTo(new Node("out", FileType.LINK, null, outside.toString(), null));
        refused(SYMLINK_ESCAPE, tools.call("folder_tree", new Input("out", 3, 10, null, true)));
        refused(
                NOT_A_DIRECTORY,
                tools.call("folder_tree", new Input("real/a.txt", 3, 10, null, true)));
    }

    @Test
    void whatIsExcludedOrIgnoredIsLeftOutAndCounted() throws IOException {
        file(".gitignore", "*.class\ntarget/\n");
        file(".git/config", "");
        file("A.class", "");
        file("target/x", "");
        file("node_modules/y", "");
        file("src/B.class", "");
        file("src/B.java", "");

        var tree = tree(3, 1_000, "node_modules", true);
        assertThat(paths(tree)).containsExactly(".gitignore", "src", "src/B.java");
        assertThat(tree.ignored()).isEqualTo(5);
        assertThat(paths(tree(1, 1_000, null, false)))
                .containsExactly(".git", ".gitignore", "A.class", "node_modules", "src", "target");
    }

    @Test
    void aLargeFolderIsCutAndCanBeStopped() throws IOException {
        for (int i = 0; i < 3_000; i++) Files.createFile(root.resolve("f" + i));

        assertThat(tree(3, 100, null, true).notShown()).isEqualTo(2_900);
        refused(
                CANCELLED,
                tools.cancelledAtLook(1_000)
                        .call("folder_tree", new Input(".", 3, 100, null, true)));
    }

    private Tree tree(int depth, int limit, String exclude, boolean gitignore) {
        return tools.call("folder_tree", new Input(".", depth, limit, exclude, gitignore))
                .output(Tree.class);
    }

    private static List<String> paths(Tree tree) {
        return tree.entries().stream().map(Node::path).toList();
    }
}
