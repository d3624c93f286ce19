package dev.fusionhost.tools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How one text becomes another, for a person to read: a unified diff with three lines around each
/// change, in which everything invisible is made visible.
///
/// @param text null where it would be longer than 2,000 lines or 128 KiB: then there are the
///     figures alone
/// @param added lines, likewise removed
public record TextDiff(@Nullable String text, int added, int removed) {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_CHARACTERS = 128 << 10;

    /// A plan can have many changes: these take less than a tenth of a second.
    private static final int MOST_COMPARED = 6_000;

    private static final Pattern WITHIN_A_LINE = Pattern.compile("[^\\n\\t]+");

    /// @param before null for a new file
    /// @param check [ToolContext#checkCancelled] of the call that is planned
    public static TextDiff of(String path, @Nullable String before, String after, Runnable check) {
        var old = before == null ? "" : before;
        var diff = LineDiff.of(old, after, MOST_COMPARED, check);
        int added = diff.added();
        int removed = diff.removed();
        if (removed + added > MOST_LINES) return new TextDiff(null, added, removed);
        var lines = diff.unified(before == null ? "/dev/null" : path, path, 3);
        var text = new StringBuilder();
        for (var line : lines) text.append(line).append('\n');
        boolean shown = lines.size() <= MOST_LINES && text.length() <= MOST_CHARACTERS;
        return new TextDiff(shown ? printable(text.toString()) : null, added, removed);
    }

    private static String printable(String diff) {
        var shown = returnsAtEveryLine(diff) ? diff.replace("\r\n", "\n") : diff;
        return WITHIN_A_LINE
                .matcher(shown)
                .replaceAll(part -> Matcher.quoteReplacement(Printable.of(part.group())));
    }

    // A CR before the line's end is shown only where it makes a difference.
    private static boolean returnsAtEveryLine(String diff) {
        return Stream.of(diff.split("\n"))
                .skip(2)
                .filter(line -> !line.startsWith("@@") && !line.startsWith("\\"))
                .allMatch(line -> line.endsWith("\r"));
    }
}
