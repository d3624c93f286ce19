package dev.fusionhost.tools.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.undo.UndoJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A root with a neighbour that nobody may see, on the disk.
abstract class RealFolders {
    @TempDir Path temp;
    Path root;
    Path outside;
    Path home;
    Sandbox sandbox;

    @BeforeEach
    void makeFolders() throws IOException {
        temp = temp.toRealPath();
        root = Files.createDirectories(temp.resolve("root"));
        outside = Files.createDirectories(temp.resolve("outside"));
        home = Files.createDirectories(temp.resolve("home"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        sandbox = sandboxOf(new Root(root, "root", false));
    }

    @AfterEach
    void closeSandbox() throws IOException {
        sandbox.close();
    }

    FolderHandle.Opener opener() {
        return FolderHandle::open;
    }

    Sandbox sandboxOf(Root... roots) {
        return Sandbox.of(List.of(roots), List.of(), home, safekeeping(), opener())
                .changes(() -> true)
                .sandbox();
    }

    Safekeeping safekeeping() {
        var journal = new UndoJournal(temp.resolve("journal"), InstantSource.system());
        return new Safekeeping(journal, Trash.in(temp.resolve("trash")));
    }

    void use(Root... roots) throws IOException {
        sandbox.close();
        sandbox = sandboxOf(roots);
    }

    Path file(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    Path link(String name, String target) throws IOException {
        return Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    static String read(Place place) throws IOException {
        try (var channel = place.open()) {
            var buffer = ByteBuffer.allocate(1 << 16);
            while (channel.read(buffer) > 0) {}
            return new String(buffer.array(), 0, buffer.position(), UTF_8);
        }
    }

    static ToolException refused(String code, ThrowingCallable work) {
        var refusal = catchThrowableOfType(ToolException.class, work);
        assertThat(refusal).as("nothing was refused").isNotNull();
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
        return refusal;
    }
}
