package dev.fusionhost.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/// How the lines of a text that is written shall end.
enum LineEnding {
    /// As in the file that is replaced; in a new one, as they are given.
    @JsonProperty("keep")
    KEEP,
    @JsonProperty("lf")
    LF,
    @JsonProperty("crlf")
    CRLF;

    private static final Pattern ALONE = Pattern.compile("(?<!\r)\n");

    /// A text with these line ends.
    String of(String text) {
        return switch (this) {
            case KEEP -> text;
            case LF -> text.replace("\r\n", "\n");
            case CRLF -> ALONE.matcher(text).replaceAll("\r\n");
        };
    }
}
