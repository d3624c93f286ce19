package dev.fusionhost.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.testing.tools.ToolTester;
import dev.fusionhost.tools.execution.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A root on the disk, with a secret beside it, and a host whose tools work in it.
abstract class RealFolder {
    @TempDir Path temp;
    Path root;
    Path outside;
    ToolTester tools;

    @BeforeEach
    void makeFolder() throws IOException {
        temp = temp.toRealPath();
        root = Files.createDirectory(temp.resolve("root"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "needle in secret");
        tools = ToolTester.in(root).with(new DescribeFile(), new ListFolder(), new ReadFile());
        tools.with(new ListRoots(), new RenameInPlace(), new SearchText());
        tools.with(new FindFiles(), new FolderTree(), new ReadFiles(), new ReadBytes());
        tools.with(new DiffFiles());
    }

    Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    Path link(String name, String target) throws IOException {
        return Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    static Failure refused(String code, Answer answer) {
        assertThat(answer.error().code()).as(answer.toString()).isEqualTo(code);
        return answer.error();
    }
}
