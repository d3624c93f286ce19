package dev.fusionhost.files;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Place;
import java.io.IOException;

/// All of a text file, decoded.
final class WholeText {
    private static final int MOST_BYTES = 4 << 20;

    private WholeText() {}

    /// @param given the path as the caller wrote it
    /// @throws ToolException `too_large`, `unsupported_encoding`
    static String of(Place place, String given, ToolContext context) throws IOException {
        try (var channel = place.open()) {
            if (channel.size() > MOST_BYTES) {
                throw refused(ErrorCode.TOO_LARGE, "%s is larger than 4 MiB.", given);
            }
            var survey = TextSurvey.withoutHash(new LineWindow.From(1, Integer.MAX_VALUE));
            while (survey.more(channel)) context.checkCancelled();
            if (survey.binary()) {
                throw refused(ErrorCode.UNSUPPORTED_ENCODING, "%s is not a text file.", given);
            }
            var encoding = survey.encoding();
            return TextSlice.head(channel, survey.begin(), survey.end(), MOST_BYTES, encoding)
                    .text();
        }
    }

    private static ToolException refused(String code, String sentence, String given) {
        return new ToolException(code, sentence.formatted(Printable.of(given)));
    }
}
