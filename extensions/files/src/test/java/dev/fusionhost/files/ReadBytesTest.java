package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_REGULAR_FILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.files.ReadBytes.Input;
import dev.fusionhost.files.ReadBytes.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadBytesTest extends RealFolder {
    @Test
    void piecesMakeUpTheWholeFile() throws IOException {
        var bytes = new byte[1_000_003];
        new Random(1).nextBytes(bytes);
        file("photo.png", bytes);
        var whole = new ByteArrayOutputStream();

        for (Long offset = 0L; offset != null; ) {
            var piece = read("photo.png", offset, 300_000);
            whole.writeBytes(Base64.getDecoder().decode(piece.base64()));
            assertThat(piece.mime()).isEqualTo("image/png");
            assertThat(piece.size()).isEqualTo(bytes.length);
            assertThat(piece.truncated()).isEqualTo(piece.next() != null);
            offset = piece.next();
        }

        assertThat(whole.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void pastTheEndThereIsNothing() throws IOException {
        file("a", "abc");

        var piece = read("a", 10, 5);

        assertThat(piece.base64()).isEmpty();
        assertThat(piece.next()).isNull();
        assertThat(read("a", 0, 4 << 20).length()).isEqualTo(3);
    }

    @Test
    void whatIsNoFileAndTooMuchIsRefused() throws IOException {
        file("a", "abc");

        refused(NOT_REGULAR_FILE, tools.call("read_bytes", new Input(".", 0, 5)));
        refused(INVALID_INPUT, tools.call("read_bytes", new Input("a", -1, 5)));
        refused(INVALID_INPUT, tools.call("read_bytes", new Input("a", 0, (4 << 20) + 1)));
    }

    private Piece read(String path, long offset, int length) {
        return tools.call("read_bytes", new Input(path, offset, length)).output(Piece.class);
    }
}
