package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static dev.fusionhost.tools.ErrorCode.SYMLINK_ESCAPE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fusionhost.files.DescribeFile.Described;
import dev.fusionhost.files.DescribeFile.Input;
import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.tools.sandbox.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class DescribeFileTest extends RealFolder {
    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aPlainLookDoesNotReadTheFile() throws IOException {
        var file = file("a.md", "# title\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        var described = describe("a.md", false, false);

        assertThat(described.path()).isEqualTo(root + "/a.md");
        assertThat(described.type()).isEqualTo(FileType.FILE);
        assertThat(described.size()).isEqualTo(8);
        assertThat(described.modified()).isEqualTo(Files.getLastModifiedTime(file).toInstant());
        assertThat(described.mode()).isEqualTo("rw-------");
        assertThat(described.mime()).isEqualTo("text/markdown");
        assertThat(described.charset()).isNull();
        assertThat(described.sha256()).isNull();
        assertThat(describe(".", true, true).type()).isEqualTo(FileType.FOLDER);
    }

    @Test
    void textAndHashAreToldWhenAskedFor() throws IOException {
        file("abc", "abc");
        file("dos.csv", "a;b\r\nc;d\r\n");
        file("data", new byte[] {1, 0, 2});

        var abc = describe("abc", true, true);
        assertThat(abc.sha256()).isEqualTo(SHA256_OF_ABC);
        assertThat(abc.charset()).isEqualTo("UTF-8");
        assertThat(abc.eol()).isEqualTo("none");
        assertThat(abc.lines()).isEqualTo(1);
        assertThat(abc.mime()).isEqualTo("text/plain");
        var dos = describe("dos.csv", true, false);
        assertThat(dos.eol()).isEqualTo("crlf");
        assertThat(dos.lines()).isEqualTo(2);
        assertThat(dos.sha256()).isNull();
        var binary = describe("data", true, true);
        assertThat(binary.charset()).isNull();
        assertThat(binary.mime()).isEqualTo("application/octet-stream");
        assertThat(binary.sha256()).hasSize(64);
    }

    @Test
    void aLinkInsideIsDescribedByWhatItLeadsTo() throws IOException {
        file("a.txt", "abc".getBytes(UTF_8));
        link("inside", "a.txt");
        link("out", outside + "/secret.txt");

        assertThat(describe("inside", false, false).path()).isEqualTo(root + "/a.txt");
        refused(SYMLINK_ESCAPE, ask("out", false, false));
    }

    @Test
    void aFifoIsDescribedAndNeverOpened() throws Exception {
        new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start().waitFor();

        assertThat(describe("fifo", true, true).type()).isEqualTo(FileType.OTHER);
        assertTimeoutPreemptively(
                ofSeconds(1),
                () ->
                        refused(
                                NOT_REGULAR_FILE,
                                tools.call("read_file", ReadFileTest.whole("fifo"))));
    }

    private Described describe(String path, boolean text, boolean hash) {
        return ask(path, text, hash).output(Described.class);
    }

    private Answer ask(String path, boolean text, boolean hash) {
        return tools.call("file_info", new Input(path, text, hash));
    }
}
