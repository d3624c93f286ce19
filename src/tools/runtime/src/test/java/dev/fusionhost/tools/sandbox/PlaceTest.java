package dev.fusionhost.tools.sandbox;

import static dev.fusionhost.tools.ErrorCode.EXISTS;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_A_DIRECTORY;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlaceTest extends RealFolders {
    @Test
    void anInfoTellsWhatIsThere() throws IOException {
        var file = file("a.txt", "12345");
        var changed = Instant.parse("2024-05-06T07:08:09.123456789Z");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(file, FileTime.from(changed));

        var info = sandbox.existing("a.txt").info();

        assertThat(info.type()).isEqualTo(FileType.FILE);
        assertThat(info.size()).isEqualTo(5);
        assertThat(info.modified()).isEqualTo(changed);
        assertThat(info.mode()).isEqualTo("rw-r-----");
        assertThat(info.linkTarget()).isNull();
        assertThat(sandbox.existing("a.txt").seen()).contains(info);
    }

    @Test
    void aStateDiffersOnceTheFileIsChangedOrReplaced() throws IOException {
        var file = file("a.txt", "12345");
        var place = sandbox.existing("a.txt");
        var state = place.state();
        assertThat(sandbox.existing("a.txt").state()).isEqualTo(state);

        Files.setLastModifiedTime(
                file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusNanos(1)));
        assertThat(place.state()).isNotEqualTo(state);
        Files.delete(file);
        assertThat(place.state()).isEqualTo("absent");
    }

    @Test
    void aFileIsReadAsTextWhateverItsBytes() throws IOException {
        Files.write(root.resolve("a.txt"), new byte[] {'a', (byte) 0xff, '\n', 'b'});
        try (var lines = sandbox.existing("a.txt").reader()) {
            assertThat(lines.readLine()).isEqualTo("a\ufffd");
            assertThat(lines.readLine()).isEqualTo("b");
        }
    }

    @Test
    void whatIsNoRegularFileIsRefusedAtOnce() throws Exception {
        folder("folder");
        mkfifo(root.resolve("fifo"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
            for (var name : new String[] {"fifo", "socket", "folder", "."}) {
                var place = sandbox.existing(name);
                assertTimeoutPreemptively(
                        ofSeconds(1), () -> refused(NOT_REGULAR_FILE, place::open));
            }
        }
        assertThat(sandbox.existing("fifo").info().type()).isEqualTo(FileType.OTHER);
        refused(NOT_A_DIRECTORY, () -> sandbox.existing("fifo").openFolder());
        assertTimeoutPreemptively(
                ofSeconds(1), () -> refused(NOT_A_DIRECTORY, () -> sandbox.place("fifo/x")));
    }

    @Test
    void aDeviceIsRefusedToo() throws IOException {
        use(new Root(Path.of("/dev"), "devices", true));

        refused(NOT_REGULAR_FILE, () -> sandbox.existing("/dev/zero").open());
    }

    @Test
    void aFileWithTwoNamesIsReadable() throws IOException {
        Files.createLink(root.resolve("second"), file("first", "shared"));

        assertThat(read(sandbox.existing("second"))).isEqualTo("shared");
    }

    @Test
    void aSiblingAndAChildAreOneNameAway() throws IOException {
        file("docs/a.txt", "");
        var place = sandbox.existing("docs/a.txt");

        assertThat(place.sibling("b.txt").path()).isEqualTo(root + "/docs/b.txt");
        assertThat(sandbox.existing("docs").child("c").path()).isEqualTo(root + "/docs/c");
        for (var name : new String[] {"", ".", "..", "../x", "x/y", "x\\y", "x\0", "/etc"}) {
            refused(INVALID_INPUT, () -> place.sibling(name));
            refused(INVALID_INPUT, () -> place.child(name));
        }
        var refusal = refused(EXISTS, () -> place.sibling("a.txt").mustNotExist());
        assertThat(refusal.getMessage()).isEqualTo("docs/a.txt exists already.");
        refused(NOT_FOUND, () -> place.sibling("b.txt").mustExist());
    }

    @Test
    void aPathIsShownWithNothingHidden() throws IOException {
        file("a\nb\u202e", "");

        assertThat(sandbox.existing("a\nb\u202e")).hasToString(root + "/a\\nb\\u202e");
    }

    static void mkfifo(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    }
}
