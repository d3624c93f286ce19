package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A line that is longer than the memory, a file of 10 GB and a folder with very many entries, for
/// a program with 64 MB.
@EnabledOnOs(OS.LINUX)
class LargeThingsTest extends RealFolder {
    @Test
    void whatIsLargeIsCutOrRefusedAndFitsIntoLittleMemory() throws Exception {
        goThrough(80, 10_000);
    }

    @Test
    @Tag("soak")
    void alsoWhatIsVeryLarge() throws Exception {
        goThrough(200, 49_000);
    }

    private void goThrough(int megabytes, int entries) throws Exception {
        line(megabytes);
        sparse();
        Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < entries; i++) Files.createFile(root.resolve("many/entry" + i));

        assertThat(program())
                .containsExactly(
                        "search_text line false",
                        "search_text line false",
                        "read_file line true",
                        "read_file line true",
                        "file_info line ",
                        "diff_files null too_large",
                        "read_file sparse false",
                        "list_folder many true",
                        "folder_tree many true",
                        "find_files many false",
                        "search_text many false");
    }

    private List<String> program() throws IOException, InterruptedException {
        var classes = System.getProperty("java.class.path");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("surefire.test.class.path", classes),
                                LittleMemory.class.getName(),
                                root.toString())
                        .redirectError(temp.resolve("errors").toFile())
                        .start();
        var lines = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(temp.resolve("errors"))).isZero();
        return lines;
    }

    private void line(int megabytes) throws IOException {
        var piece = "x".repeat(1 << 20).getBytes(UTF_8);
        try (var out = Files.newOutputStream(root.resolve("line"))) {
            for (int i = 0; i < megabytes; i++) out.write(piece);
            out.write(" needle".getBytes(UTF_8));
        }
    }

    private void sparse() throws IOException {
        try (var file = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            file.writeBytes("a log\n".repeat(20_000));
            file.seek(10L << 30);
            file.writeBytes("\n" + "last\n".repeat(100));
        }
    }
}
