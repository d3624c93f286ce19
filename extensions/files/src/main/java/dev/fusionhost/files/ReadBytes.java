package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "read_bytes",
        title = "Read bytes",
        description =
                "Read a piece of any file, text or binary, as base64. Tells the media type and the"
                        + " size of the whole.")
class ReadBytes implements ReadTool<ReadBytes.Input, ReadBytes.Piece> {
    /// The largest number that every reader of JSON takes for the one it is.
    static final long MOST_EXACT = (1L << 53) - 1;

    record Input(
            @NotBlank @Size(max = 4096) @Description("The file: absolute, ~/…, or relative to the first root.")
                    String path,
            @Default("0")
                    @Min(0) @Max(MOST_EXACT) @Description("The first byte to read; the file begins with 0.")
                    long offset,
            @Default("65536")
                    @Min(1) @Max(4_194_304) @Description("How many bytes to read at most.")
                    int length) {}

    /// @param length how many bytes `base64` stands for
    /// @param size of the whole file, in bytes
    /// @param truncated there is more after them
    /// @param next the offset to go on with
    record Piece(
            String path,
            String base64,
            int length,
            long size,
            @Nullable String mime,
            boolean truncated,
            @Nullable Long next) {}

    @Override
    public Piece execute(Input input, ToolContext context) throws IOException {
        var place = context.existing(input.path());
        try (var channel = place.open()) {
            long size = channel.size();
            long left = Math.max(0, size - input.offset());
            var bytes = ByteBuffer.allocate((int) Math.min(left, input.length()));
            if (left > 0) channel.position(input.offset());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) context.checkCancelled();
            // Fewer than it had room for, where the file was cut meanwhile.
            int read = bytes.flip().remaining();
            boolean more = read > 0 && input.offset() + read < size;
            return new Piece(
                    place.path(),
                    UTF_8.decode(Base64.getEncoder().encode(bytes)).toString(),
                    read,
                    size,
                    MediaTypes.byName(place.name()),
                    more,
                    more ? input.offset() + read : null);
        }
    }
}
