package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static dev.fusionhost.tools.ErrorCode.UNSUPPORTED_ENCODING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.files.ReadFile.FileText;
import dev.fusionhost.files.ReadFile.Input;
import dev.fusionhost.testing.tools.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadFileTest extends RealFolder {
    @Test
    void aSmallFileIsReadWhole() throws IOException {
        file("a.txt", "one\ntwo\nthree");

        var read = read(whole("a.txt"));

        assertThat(read.text()).isEqualTo("one\ntwo\nthree");
        assertThat(read.firstLine()).isEqualTo(1);
        assertThat(read.lines()).isEqualTo(3);
        assertThat(read.totalLines()).isEqualTo(3);
        assertThat(read.truncated()).isFalse();
        assertThat(read.next()).isNull();
        assertThat(read.charset()).isEqualTo("UTF-8");
        assertThat(read.eol()).isEqualTo("lf");
        assertThat(read.sha256()).hasSize(64);
        assertThat(read.path()).isEqualTo(root + "/a.txt");
    }

    @Test
    void anEmptyFileHasNoLines() throws IOException {
        file("empty", "");

        var read = read(whole("empty"));

        assertThat(read.text()).isEmpty();
        assertThat(read.totalLines()).isZero();
        assertThat(read.firstLine()).isNull();
        assertThat(read.truncated()).isFalse();
        assertThat(read(tail("empty", 5)).text()).isEmpty();
    }

    @Test
    void linesAreReadPageByPage() throws IOException {
        file("a.txt", numbered(10));

        var first = read(lines("a.txt", 1, 4));
        var second = read(lines("a.txt", first.next().intValue(), 4));
        var third = read(lines("a.txt", second.next().intValue(), 4));

        assertThat(first.text()).isEqualTo("line 1\nline 2\nline 3\nline 4\n");
        assertThat(second.text()).startsWith("line 5\n").endsWith("line 8\n");
        assertThat(third.text()).isEqualTo("line 9\nline 10\n");
        assertThat(third.truncated()).isFalse();
        assertThat(first.totalLines()).isEqualTo(10);
        assertThat(read(lines("a.txt", 11, 4)).text()).isEmpty();
        assertThat(read(lines("a.txt", 11, 4)).truncated()).isFalse();
    }

    @Test
    void theTailIsTheLastLines() throws IOException {
        file("a.txt", numbered(10));

        var read = read(tail("a.txt", 3));

        assertThat(read.text()).isEqualTo("line 8\nline 9\nline 10\n");
        assertThat(read.firstLine()).isEqualTo(8);
        assertThat(read(tail("a.txt", 10)).firstLine()).isEqualTo(1);
        assertThat(read(tail("a.txt", 100)).text()).isEqualTo(numbered(10));
        assertThat(read(tail("a.txt", 100)).truncated()).isFalse();
    }

    @Test
    void whatIsTooLongIsCutBetweenLines() throws IOException {
        file("a.txt", numbered(100));

        var head = read(new Input("a.txt", 1, 1000, null, 20));
        var tail = read(new Input("a.txt", 1, 1000, 50, 20));

        assertThat(head.text()).isEqualTo("line 1\nline 2\n");
        assertThat(head.truncated()).isTrue();
        assertThat(head.next()).isEqualTo(3);
        assertThat(tail.text()).isEqualTo("line 99\nline 100\n");
        assertThat(tail.firstLine()).isEqualTo(99);
        assertThat(tail.truncated()).isTrue();
    }

    @Test
    void noCharacterIsCutInTwo() throws IOException {
        file("utf8", "€".repeat(100));
        file("utf16", withBom(0xfe, 0xff, "€".repeat(100).getBytes(UTF_16BE)));

        for (int bytes = 10; bytes < 20; bytes++) {
            for (var name : new String[] {"utf8", "utf16"}) {
                assertThat(read(new Input(name, 1, 10, null, bytes)).text()).matches("€+");
                assertThat(read(new Input(name, 1, 10, 5, bytes)).text()).matches("€+");
            }
        }
    }

    @Test
    void theEncodingIsFoundOut() throws IOException {
        var text = "Größe\r\n10 m²\r\n";
        file("utf8", text.getBytes(UTF_8));
        file("bom", withBom(0xef, 0xbb, 0xbf, text.getBytes(UTF_8)));
        file("le", withBom(0xff, 0xfe, text.getBytes(UTF_16LE)));
        file("be", withBom(0xfe, 0xff, text.getBytes(UTF_16BE)));
        file("latin", text.getBytes(ISO_8859_1));
        file("windows", new byte[] {(byte) 0x93, 'a', (byte) 0x94, ' ', (byte) 0x80});

        assertEncoding("utf8", "UTF-8", text);
        assertEncoding("bom", "UTF-8 with BOM", text);
        assertEncoding("le", "UTF-16LE", text);
        assertEncoding("be", "UTF-16BE", text);
        assertEncoding("latin", "ISO-8859-1", text);
        assertThat(read(whole("windows")).text()).isEqualTo("“a” €");
        assertThat(read(whole("windows")).charset()).isEqualTo("windows-1252");
        for (var name : new String[] {"utf8", "bom", "le", "be", "latin"}) {
            assertThat(read(lines(name, 2, 1)).text()).as(name).isEqualTo("10 m²\r\n");
            assertThat(read(tail(name, 1)).text()).as(name).isEqualTo("10 m²\r\n");
            assertThat(read(tail(name, 2)).text()).as(name).isEqualTo(text);
        }
    }

    private void assertEncoding(String name, String charset, String text) throws IOException {
        var read = read(whole(name));
        assertThat(read.charset()).isEqualTo(charset);
        assertThat(read.text()).as(name).isEqualTo(text);
        assertThat(read.eol()).as(name).isEqualTo("crlf");
        assertThat(read.totalLines()).as(name).isEqualTo(2);
    }

    @Test
    void badUtf8IsNeverTakenForUtf8() throws IOException {
        for (var bad :
                new int[][] {
                    {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0x80}, {0xe2, 0x82}
                }) {
            var bytes = new ByteArrayOutputStream();
            bytes.write('a');
            for (int b : bad) bytes.write(b);
            file("bad", bytes.toByteArray());
            assertThat(read(whole("bad")).charset()).isNotEqualTo("UTF-8");
        }
    }

    @Test
    void binaryFilesAreRefused() throws IOException {
        var noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        file("noise", noise);
        file("nul", "text\0text");
        file("lateNul", "x".repeat(200_000) + "\0");
        file("controls", new byte[] {'a', 1, (byte) 0xe4});

        for (var name : new String[] {"noise", "nul", "lateNul", "controls"}) {
            var refusal = refused(UNSUPPORTED_ENCODING, ask(whole(name)));
            assertThat(refusal.message()).isEqualTo(name + " is not a text file.");
        }
        refused(NOT_REGULAR_FILE, ask(whole(".")));
    }

    @Test
    void oneLineOf200MegabytesIsCutInLittleMemory() throws IOException {
        var file = root.resolve("huge");
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var piece = ByteBuffer.wrap("x".repeat(1 << 20).getBytes(UTF_8));
            for (int i = 0; i < 200; i++) channel.write(piece.rewind());
            channel.write(ByteBuffer.wrap("\nlast\n".getBytes(UTF_8)));
        }

        var head = read(whole("huge"));
        var tail = read(tail("huge", 1));
        var second = read(lines("huge", 2, 1));

        assertThat(head.text()).hasSize(262_144);
        assertThat(head.truncated()).isTrue();
        assertThat(tail.text()).isEqualTo("last\n");
        assertThat(tail.firstLine()).isNull();
        assertThat(tail.sha256()).isNull();
        assertThat(second.text()).isEqualTo("last\n");
        Files.delete(file);
    }

    @Test
    void readingStopsWhenTheCallIsCancelled() throws IOException {
        file("a.txt", "x".repeat(1 << 20));

        refused(CANCELLED, tools.cancelledAtLook(3).call("read_file", whole("a.txt")));
    }

    @Test
    void aLineAtTheBordersOfTheBufferIsFound() throws IOException {
        for (int length : new int[] {65_534, 65_535, 65_536, 65_537}) {
            file("a.txt", "x".repeat(length) + "\r\nsecond\r\n");
            assertThat(read(lines("a.txt", 2, 1)).text()).isEqualTo("second\r\n");
            assertThat(read(tail("a.txt", 1)).text()).isEqualTo("second\r\n");
            assertThat(read(whole("a.txt")).eol()).isEqualTo("crlf");
        }
    }

    static Input whole(String path) {
        return lines(path, 1, 1000);
    }

    private static Input lines(String path, int line, int lines) {
        return new Input(path, line, lines, null, 262_144);
    }

    private static Input tail(String path, int lines) {
        return new Input(path, 1, 1000, lines, 262_144);
    }

    private FileText read(Input input) {
        return ask(input).output(FileText.class);
    }

    private Answer ask(Input input) {
        return tools.call("read_file", input);
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] withBom(int first, int second, byte[] text) {
        return ByteBuffer.allocate(text.length + 2)
                .put((byte) first)
                .put((byte) second)
                .put(text)
                .array();
    }

    private static byte[] withBom(int first, int second, int third, byte[] text) {
        return ByteBuffer.allocate(text.length + 3)
                .put((byte) first)
                .put((byte) second)
                .put((byte) third)
                .put(text)
                .array();
    }
}
