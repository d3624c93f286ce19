package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.PROTECTED_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProtectedPathsTest extends RealFolders {
    private Path state;

    @BeforeEach
    void allowTheHome() throws IOException {
        state = Files.createDirectories(home.resolve("state"));
        Files.writeString(state.resolve("token"), "secret");
        Files.writeString(Files.createDirectory(home.resolve(".ssh")).resolve("id"), "secret");
        sandbox.close();
        var roots = List.of(new Root(home, "home", false));
        sandbox =
                Sandbox.of(roots, List.of(state), home, safekeeping(), opener())
                        .changes(() -> true)
                        .sandbox();
    }

    @Test
    void aProtectedPathIsRefusedInsideARoot() {
        for (var path :
                List.of("state", "state/token", "~/.ssh/id", ".ssh", "x/../.ssh/id", ".SSH/id")) {
            refused(PROTECTED_PATH, () -> sandbox.place(path));
            refused(PROTECTED_PATH, () -> sandbox.entry(path));
        }
        refused(PROTECTED_PATH, () -> sandbox.place(".aws/credentials"));
        assertThat(sandbox.place("statement").exists()).isFalse();
    }

    @Test
    void aProtectedPathIsRefusedByWayOfALink() throws IOException {
        Files.createSymbolicLink(home.resolve("keys"), Path.of(".ssh"));
        Files.createSymbolicLink(home.resolve("t"), state.resolve("token"));

        refused(PROTECTED_PATH, () -> sandbox.existing("keys/id"));
        refused(PROTECTED_PATH, () -> sandbox.existing("t"));
        refused(PROTECTED_PATH, () -> sandbox.place("keys/authorized_keys"));
    }

    @Test
    void whatAProtectedLinkLeadsToIsProtectedToo() throws IOException {
        var dotfiles = Files.createDirectories(home.resolve("dotfiles/gnupg"));
        Files.writeString(dotfiles.resolve("key"), "secret");
        Files.createSymbolicLink(home.resolve(".gnupg"), Path.of("dotfiles/gnupg"));
        sandbox.close();
        sandbox = Sandbox.of(List.of(new Root(home, "home", false)), List.of(), home);

        refused(PROTECTED_PATH, () -> sandbox.existing("dotfiles/gnupg/key"));
        refused(PROTECTED_PATH, () -> sandbox.existing(".gnupg/key"));
    }

    @Test
    void aWalkShowsAProtectedFolderAndDoesNotEnterIt() {
        try (var folder = sandbox.existing("~").openFolder()) {
            for (var entry : folder) {
                if (entry.name().equals(".ssh")) refused(PROTECTED_PATH, entry::openFolder);
            }
        }
    }

    @Test
    void nothingProtectedIsMovedNorGoesAlong() throws IOException {
        Files.createDirectories(home.resolve(".config/chromium"));
        Files.createDirectories(home.resolve(".local/share"));
        Files.writeString(home.resolve("a.txt"), "");

        refused(PROTECTED_PATH, () -> rename(".config", "renamed"));
        refused(PROTECTED_PATH, () -> rename("a.txt", ".ssh"));
        refused(PROTECTED_PATH, () -> sandbox.existing("~").child(".aws"));
        rename(".local", "renamed");
        assertThat(home.resolve("renamed/share")).exists();
    }

    private void rename(String path, String name) {
        var entry = sandbox.entry(path);
        entry.moveTo(entry.sibling(name));
    }
}
