package dev.fusionhost.files;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.FileInfo;
import dev.fusionhost.tools.sandbox.FileType;
import dev.fusionhost.tools.sandbox.Place;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "file_info",
        title = "File info",
        description =
                "Tell type, size, times and mode of a file or folder, and of a file media type,"
                        + " charset, line ending and number of lines; asked for `hash`, its SHA-256"
                        + " as well.")
class DescribeFile implements ReadTool<DescribeFile.Input, DescribeFile.Described> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The file: absolute, ~/…, or relative to the first root.")
                    String path,
            @Default("true") @Description("Whether to read the text for charset, eol and lines.")
                    boolean text,
            @Default("false") @Description("Whether to read the file for its SHA-256.")
                    boolean hash) {}

    /// @param created the last change, where the file system keeps no other time
    /// @param mode as `rwxr-x---`; null on systems without
    /// @param mime by the name, or `text/plain` and `application/octet-stream` by the text
    /// @param charset likewise eol and lines: null unless asked for, and for a binary file; of a
    ///     file over 64 MiB they are those of its begin unless the hash is asked for, and lines is
    ///     null
    record Described(
            String path,
            FileType type,
            long size,
            Instant modified,
            Instant created,
            @Nullable String mode,
            @Nullable String mime,
            @Nullable String charset,
            @Nullable String eol,
            @Nullable Long lines,
            @Nullable String sha256) {}

    @Override
    public Described execute(Input input, ToolContext context) throws IOException {
        var place = context.existing(input.path());
        // What was seen a moment ago, when the path was resolved: one walk instead of two.
        var info = place.seen().orElseGet(place::info);
        if (!info.isFile() || !(input.text() || input.hash())) {
            return describe(place, info, null, null);
        }
        var none = new LineWindow.None();
        var survey = input.hash() ? TextSurvey.hashing(none) : TextSurvey.withoutHash(none);
        try (var channel = place.open()) {
            while (survey.more(channel) && !enough(survey, input)) context.checkCancelled();
        }
        return describe(
                place,
                info,
                input.text() ? Text.of(survey) : null,
                input.hash() ? survey.sha256Hex() : null);
    }

    private static boolean enough(TextSurvey survey, Input input) {
        return !input.hash() && survey.length() >= ReadFile.MOST_SURVEYED;
    }

    private static Described describe(
            Place place, FileInfo info, @Nullable Text text, @Nullable String sha256) {
        var mime = info.isFile() ? MediaTypes.byName(place.name()) : null;
        return new Described(
                place.path(),
                info.type(),
                info.size(),
                info.modified(),
                info.created(),
                info.mode(),
                mime == null && text != null ? text.mime() : mime,
                text == null ? null : text.charset(),
                text == null ? null : text.eol(),
                text == null ? null : text.lines(),
                sha256);
    }

    private record Text(
            String mime, @Nullable String charset, @Nullable String eol, @Nullable Long lines) {
        static Text of(TextSurvey survey) {
            if (survey.binary()) return new Text("application/octet-stream", null, null, null);
            return new Text("text/plain", survey.encoding().label(), survey.eol(), survey.lines());
        }
    }
}
