package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "read_file",
        title = "Read file",
        description =
                "Read lines of a text file: from a given line on, or its last ones with `tail`. Tells"
                        + " encoding, line ending, number of lines and SHA-256 of the whole file."
                        + " Binary files are refused.")
class ReadFile implements ReadTool<ReadFile.Input, ReadFile.FileText> {
    /// Up to here a file is read to its end for lines and hash, which takes well under a second.
    static final long MOST_SURVEYED = 64 << 20;

    static final int MOST_LINES = 5_000;

    record Input(
            @NotBlank @Size(max = 4096) @Description("The file: absolute, ~/…, or relative to the first root.")
                    String path,
            @Default("1") @Min(1) @Description("The first line to read; the file begins with 1.")
                    int line,
            @Default("1000")
                    @Min(1) @Max(MOST_LINES) @Description("How many lines to read at most.")
                    int lines,
            @Nullable @Min(1) @Max(MOST_LINES) @Description("Read this many of the last lines instead.")
                    Integer tail,
            @Default("262144")
                    @Min(1) @Max(1_048_576) @Description("How many bytes to read at most.")
                    int maxBytes) {}

    /// @param text with the line ends of the file, without its byte order mark
    /// @param firstLine the number of the first line in `text`; null where there is none, and for
    ///     the
    ///     tail of a file over 64 MiB
    /// @param truncated there is more; of a line that is too long for `maxBytes`, only its begin is
    ///     shown
    /// @param next the line to go on with
    /// @param totalLines likewise sha256: null for a file over 64 MiB of which the end wasn't read
    record FileText(
            String path,
            String text,
            @Nullable Long firstLine,
            long lines,
            boolean truncated,
            @Nullable Long next,
            @Nullable Long totalLines,
            long size,
            String charset,
            String eol,
            @Nullable String sha256) {
        /// How much of a message the text takes, in UTF-8.
        int inUtf8() {
            return text.getBytes(UTF_8).length;
        }
    }

    @Override
    public FileText execute(Input input, ToolContext context) throws IOException {
        return read(input, context);
    }

    static FileText read(Input input, ToolContext context) throws IOException {
        var place = context.existing(input.path());
        try (var channel = place.open()) {
            var survey = TextSurvey.hashing(window(input));
            boolean farTail = input.tail() != null && channel.size() > MOST_SURVEYED;
            while (survey.more(channel) && !farTail && !enough(survey)) {
                context.checkCancelled();
                mustBeText(survey, input);
            }
            mustBeText(survey, input);
            var slice = farTail ? farTail(channel, survey, input) : slice(channel, survey, input);
            return text(place.path(), input, channel.size(), survey, slice);
        }
    }

    private static LineWindow window(Input input) {
        return input.tail() == null
                ? new LineWindow.From(input.line(), input.lines())
                : new LineWindow.Tail(input.tail());
    }

    private static boolean enough(TextSurvey survey) {
        return survey.length() >= MOST_SURVEYED && survey.complete();
    }

    private static void mustBeText(TextSurvey survey, Input input) {
        if (!survey.binary()) return;
        throw new ToolException(
                ErrorCode.UNSUPPORTED_ENCODING,
                "%s is not a text file.".formatted(Printable.of(input.path())));
    }

    private static TextSlice slice(SeekableByteChannel channel, TextSurvey survey, Input input)
            throws IOException {
        return input.tail() == null
                ? TextSlice.head(
                        channel, survey.begin(), survey.end(), input.maxBytes(), survey.encoding())
                : TextSlice.tail(
                        channel, survey.begin(), survey.end(), input.maxBytes(), survey.encoding());
    }

    private static TextSlice farTail(SeekableByteChannel channel, TextSurvey survey, Input input)
            throws IOException {
        var slice = TextSlice.tail(channel, 0, channel.size(), input.maxBytes(), survey.encoding());
        return slice.last(input.tail() == null ? input.lines() : input.tail());
    }

    private static FileText text(
            String path, Input input, long size, TextSurvey survey, TextSlice slice) {
        long lines = slice.lines();
        var total = survey.lines();
        boolean tail = input.tail() != null;
        Long first = null;
        if (lines > 0 && !tail) first = (long) input.line();
        if (lines > 0 && tail && total != null) first = total - lines + 1;
        boolean more = slice.cut() || (!tail && survey.end() < size);
        return new FileText(
                path,
                slice.text(),
                first,
                lines,
                more,
                more && !tail && first != null ? first + lines : null,
                total,
                size,
                survey.encoding().label(),
                survey.eol(),
                survey.sha256Hex());
    }
}
