package dev.fusionhost.files;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

/// One replacement in a text, taken literally.
///
/// @param new_ `new` on the wire
record TextEdit(
        @Size(min = 1, max = 1 << 20) @Description(
                        "The text to replace, exactly as it is in the file; line breaks match the"
                                + " file's own kind.")
                String old,
        @Size(max = 1 << 20) @Description("What to put in its place; empty to remove it.")
                String new_,
        @Default("1")
                @Min(1) @Max(100_000) @Description(
                        "How often it occurs; every occurrence is replaced, and any other number"
                                + " is an error.")
                int count) {
    /// The text after it.
    ///
    /// @param number counted from 1, for what the caller is told
    /// @throws ToolException `edit_no_match` with the nearest text, `edit_count_mismatch`
    String in(String text, EditableText file, int number, String path) {
        var wanted = text.contains(old) ? old : file.withItsLineEnds(old);
        int found = occurrences(text, wanted);
        if (found == 0) throw noMatch(text, number, path);
        if (found != count) throw otherCount(found, number, path);
        return text.replace(wanted, file.withItsLineEnds(new_));
    }

    private static int occurrences(String text, String wanted) {
        int found = 0;
        for (int at = 0; (at = text.indexOf(wanted, at)) >= 0; at += wanted.length()) found++;
        return found;
    }

    private ToolException noMatch(String text, int number, String path) {
        var nearest =
                NearestText.to(old, text)
                        .map(
                                near ->
                                        "; nearest is line %d: \"%s\""
                                                .formatted(near.line(), near.shown()))
                        .orElse("");
        return new ToolException(
                ErrorCode.EDIT_NO_MATCH,
                "Edit %d: the old text is not in %s%s."
                        .formatted(number, Printable.of(path), nearest));
    }

    private ToolException otherCount(int found, int number, String path) {
        return new ToolException(
                ErrorCode.EDIT_COUNT_MISMATCH,
                "Edit %d: the old text is %d times in %s, and not %d times; give the right count or more of the text around it."
                        .formatted(number, found, Printable.of(path), count));
    }
}
