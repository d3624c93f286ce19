package dev.fusionhost.files;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import java.util.ArrayList;
import java.util.List;

/// What differs between two texts, as `diff -u` and git write it.
final class UnifiedDiff {
    /// Comparing takes the product of lines and changes: with this many lines that are all
    /// different it takes about a second.
    private static final int MOST_LINES = 20_000;

    private static final int MOST_SHOWN = 512 << 10;
    private static final String NO_LINE_FEED = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /// Compares.
    ///
    /// @param context equal lines around a change
    /// @throws ToolException `too_large` where too much of the texts differs to be compared
    static DiffFiles.Difference of(
            String nameA, String a, String nameB, String b, int context, ToolContext call) {
        if (a.equals(b)) return new DiffFiles.Difference(true, "", 0, 0, false);
        var before = lines(a);
        var after = lines(b);
        var deltas = patch(before, after, call);
        var diff =
                UnifiedDiffUtils.generateUnifiedDiff(
                        Printable.of(nameA), Printable.of(nameB), before, deltas, context);
        var shown = new StringBuilder();
        boolean truncated = false;
        for (var line : diff) {
            truncated = shown.length() + line.length() > MOST_SHOWN;
            if (truncated) break;
            shown.append(line).append('\n');
        }
        int added = 0;
        int removed = 0;
        for (var delta : deltas.getDeltas()) {
            added += delta.getTarget().size();
            removed += delta.getSource().size();
        }
        return new DiffFiles.Difference(false, shown.toString(), added, removed, truncated);
    }

    // What is equal at both ends is left out of the comparison, which is most of it as a rule.
    private static Patch<String> patch(List<String> a, List<String> b, ToolContext call) {
        int head = 0;
        int shorter = Math.min(a.size(), b.size());
        while (head < shorter && a.get(head).equals(b.get(head))) head++;
        int tail = 0;
        while (tail < shorter - head
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) tail++;
        var middleA = a.subList(head, a.size() - tail);
        var middleB = b.subList(head, b.size() - tail);
        if (middleA.size() + middleB.size() > MOST_LINES) {
            throw new ToolException(
                    ErrorCode.TOO_LARGE, "The texts differ in too many lines to be compared.");
        }
        var changes =
                new MyersDiffWithLinearSpace<String>()
                        .computeDiff(middleA, middleB, new Stopping(call));
        var patch = new Patch<String>();
        for (var delta : Patch.generate(middleA, middleB, joined(changes)).getDeltas()) {
            patch.addDelta(moved(delta, head));
        }
        return patch;
    }

    /// The algorithm tells what goes and what comes apart, also where one takes the other's place.
    private static List<Change> joined(List<Change> changes) {
        var joined = new ArrayList<Change>();
        for (var next : changes) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last == null
                    || last.endOriginal != next.startOriginal
                    || last.endRevised != next.startRevised) {
                joined.add(next);
                continue;
            }
            joined.removeLast();
            boolean both =
                    next.endOriginal > last.startOriginal && next.endRevised > last.startRevised;
            joined.add(
                    new Change(
                            both ? DeltaType.CHANGE : next.deltaType,
                            last.startOriginal,
                            next.endOriginal,
                            last.startRevised,
                            next.endRevised));
        }
        return joined;
    }

    private static AbstractDelta<String> moved(AbstractDelta<String> delta, int by) {
        return delta.withChunks(
                new Chunk<>(delta.getSource().getPosition() + by, delta.getSource().getLines()),
                new Chunk<>(delta.getTarget().getPosition() + by, delta.getTarget().getLines()));
    }

    /// A last line without a line feed is another one than the same with it.
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int begin = 0;
        for (int end; (end = text.indexOf('\n', begin)) >= 0; begin = end + 1) {
            lines.add(text.substring(begin, end));
        }
        if (begin < text.length()) lines.add(text.substring(begin) + NO_LINE_FEED);
        return lines;
    }

    private record Stopping(ToolContext call) implements DiffAlgorithmListener {
        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int value, int max) {
            call.checkCancelled();
        }

        @Override
        public void diffEnd() {}
    }
}
