package dev.fusionhost.tools;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines in which two texts differ. A last line without a line feed is another one than the
/// same with it.
public final class LineDiff {
    private static final String NO_LINE_FEED = "\n\\ No newline at end of file";

    private final List<String> before;
    private final Patch<String> patch;
    private final boolean coarse;

    private LineDiff(List<String> before, Patch<String> patch, boolean coarse) {
        this.before = before;
        this.patch = patch;
        this.coarse = coarse;
    }

    /// Compares. The work grows with the square of the lines between the first and the last
    /// difference, however long they are: 20,000 that are all different take about a second.
    ///
    /// @param most lines between the first and the last difference, of both texts together, that
    ///     are compared one by one
    /// @param check is run every now and then, and throws where the comparison is to end
    public static LineDiff of(String before, String after, int most, Runnable check) {
        var old = lines(before);
        var revised = lines(after);
        int shorter = Math.min(old.size(), revised.size());
        int head = 0;
        while (head < shorter && old.get(head).equals(revised.get(head))) head++;
        int tail = 0;
        while (tail < shorter - head
                && old.get(old.size() - 1 - tail).equals(revised.get(revised.size() - 1 - tail)))
            tail++;
        var goes = old.subList(head, old.size() - tail);
        var comes = revised.subList(head, revised.size() - tail);
        boolean coarse = goes.size() + comes.size() > most;
        var changes = coarse ? List.of(all(goes, comes)) : joined(compared(goes, comes, check));
        var patch = new Patch<String>();
        for (var it : changes) {
            var source = goes.subList(it.startOriginal, it.endOriginal);
            var target = comes.subList(it.startRevised, it.endRevised);
            patch.addDelta(
                    new ChangeDelta<>(
                            new Chunk<>(head + it.startOriginal, source),
                            new Chunk<>(head + it.startRevised, target)));
        }
        return new LineDiff(old, patch, coarse);
    }

    /// Whether there was too much to compare: then everything between the first and the last
    /// difference is one change.
    public boolean coarse() {
        return coarse;
    }

    /// Lines that only the text after has.
    public int added() {
        return patch.getDeltas().stream().mapToInt(delta -> delta.getTarget().size()).sum();
    }

    /// Lines that only the text before has.
    public int removed() {
        return patch.getDeltas().stream().mapToInt(delta -> delta.getSource().size()).sum();
    }

    /// As `diff -u` and git write it, line by line; empty where the texts are equal.
    ///
    /// @param from name of the text before, likewise `to`; shown in [Printable] form
    /// @param context equal lines around a change
    public List<String> unified(String from, String to, int context) {
        return UnifiedDiffUtils.generateUnifiedDiff(
                Printable.of(from), Printable.of(to), before, patch, context);
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int begin = 0;
        for (int end; (end = text.indexOf('\n', begin)) >= 0; begin = end + 1) {
            lines.add(text.substring(begin, end));
        }
        if (begin < text.length()) lines.add(text.substring(begin) + NO_LINE_FEED);
        return lines;
    }

    private static Change all(List<String> goes, List<String> comes) {
        return new Change(DeltaType.CHANGE, 0, goes.size(), 0, comes.size());
    }

    // Long lines that differ at their ends alone are looked at once, not at each comparison.
    private static List<Change> compared(List<String> goes, List<String> comes, Runnable check) {
        var numbers = new HashMap<String, Integer>();
        return new MyersDiffWithLinearSpace<Integer>()
                .computeDiff(
                        numbered(goes, numbers), numbered(comes, numbers), new Checking(check));
    }

    private static List<Integer> numbered(List<String> lines, Map<String, Integer> numbers) {
        var numbered = new ArrayList<Integer>(lines.size());
        for (var line : lines) numbered.add(numbers.computeIfAbsent(line, _ -> numbers.size()));
        return numbered;
    }

    // In linear space, what replaces lines comes out as lines that go and lines that come, in any
    // order: where they touch they are one change.
    private static List<Change> joined(List<Change> changes) {
        var joined = new ArrayList<Change>();
        for (var next : changes) {
            var last = joined.isEmpty() ? next : joined.getLast();
            if (last.endOriginal != next.startOriginal || last.endRevised != next.startRevised) {
                joined.add(next);
                continue;
            }
            joined.removeLast();
            joined.add(
                    new Change(
                            DeltaType.CHANGE,
                            last.startOriginal,
                            next.endOriginal,
                            last.startRevised,
                            next.endRevised));
        }
        return joined;
    }

    private record Checking(Runnable check) implements DiffAlgorithmListener {
        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int value, int max) {
            check.run();
        }

        @Override
        public void diffEnd() {}
    }
}
