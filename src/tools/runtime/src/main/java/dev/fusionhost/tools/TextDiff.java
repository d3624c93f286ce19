package dev.fusionhost.tools;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /// Lines between the first and the last difference, of both texts together, that are compared
    /// one by one. The work grows with their square.
    private static final int MOST_COMPARED = 6_000;

    private static final Pattern WITHIN_A_LINE = Pattern.compile("[^\\n\\t]+");

    /// @param before null for a new file
    public static TextDiff of(String path, @Nullable String before, String after) {
        var old = before == null ? List.<String>of() : lines(before);
        var revised = lines(after);
        int same = 0;
        int most = Math.min(old.size(), revised.size());
        while (same < most && old.get(same).equals(revised.get(same))) same++;
        int sameAtEnd = 0;
        while (sameAtEnd < most - same
                && old.get(old.size() - 1 - sameAtEnd)
                        .equals(revised.get(revised.size() - 1 - sameAtEnd))) sameAtEnd++;
        int removed = old.size() - same - sameAtEnd;
        int added = revised.size() - same - sameAtEnd;
        if (removed + added > MOST_COMPARED) return new TextDiff(null, added, removed);
        return compared(path, before == null, old, revised);
    }

    private static TextDiff compared(
            String path, boolean created, List<String> old, List<String> revised) {
        var patch = merged(old, revised);
        int removed = 0;
        int added = 0;
        for (var delta : patch.getDeltas()) {
            removed += delta.getSource().size();
            added += delta.getTarget().size();
        }
        if (removed + added > MOST_LINES) return new TextDiff(null, added, removed);
        var name = Printable.of(path);
        var from = created ? "/dev/null" : name;
        var lines = UnifiedDiffUtils.generateUnifiedDiff(from, name, old, patch, 3);
        var text = new StringBuilder();
        for (var line : lines) text.append(line).append('\n');
        boolean shown = lines.size() <= MOST_LINES && text.length() <= MOST_CHARACTERS;
        return new TextDiff(shown ? printable(text.toString()) : null, added, removed);
    }

    // In linear space, what replaces lines comes out as lines that go and lines that come, in
    // either
    // order: where they touch they are one change.
    private static Patch<String> merged(List<String> old, List<String> revised) {
        var merged = new Patch<String>();
        int from = 0;
        int to = 0;
        int fromEnd = 0;
        int toEnd = 0;
        var patch = DiffUtils.diff(old, revised, new MyersDiffWithLinearSpace<String>(), null);
        for (var delta : patch.getDeltas()) {
            var source = delta.getSource();
            var target = delta.getTarget();
            boolean touches = source.getPosition() == fromEnd && target.getPosition() == toEnd;
            if (!touches) {
                add(merged, old, from, fromEnd, revised, to, toEnd);
                from = source.getPosition();
                to = target.getPosition();
            }
            fromEnd = source.getPosition() + source.size();
            toEnd = target.getPosition() + target.size();
        }
        add(merged, old, from, fromEnd, revised, to, toEnd);
        return merged;
    }

    private static void add(
            Patch<String> patch,
            List<String> old,
            int from,
            int fromEnd,
            List<String> revised,
            int to,
            int toEnd) {
        if (from == fromEnd && to == toEnd) return;
        var source = new Chunk<>(from, old.subList(from, fromEnd));
        var target = new Chunk<>(to, revised.subList(to, toEnd));
        patch.addDelta(new ChangeDelta<>(source, target));
    }

    // A CR before the line's end is shown only where it makes a difference.
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (int begin = 0; begin < text.length(); ) {
            int end = text.indexOf('\n', begin);
            if (end < 0) {
                lines.add(text.substring(begin) + "\n\\ No newline at end of file");
                return lines;
            }
            lines.add(text.substring(begin, end));
            begin = end + 1;
        }
        return lines;
    }

    private static String printable(String diff) {
        var shown = diff.contains("\r\n") ? withoutCommonReturns(diff) : diff;
        return WITHIN_A_LINE
                .matcher(shown)
                .replaceAll(part -> Matcher.quoteReplacement(Printable.of(part.group())));
    }

    private static String withoutCommonReturns(String diff) {
        boolean everyLine =
                diff.lines()
                                .skip(2)
                                .filter(line -> !line.startsWith("@@") && !line.startsWith("\\"))
                                .count()
                        <= diff.chars().filter(c -> c == '\r').count();
        return everyLine ? diff.replace("\r\n", "\n") : diff;
    }
}
