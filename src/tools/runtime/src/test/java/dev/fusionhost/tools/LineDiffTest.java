package dev.fusionhost.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void whatIsShownMakesTheOneTextTheOther() throws PatchFailedException {
        var random = new Random(11);
        for (int round = 0; round < 200; round++) {
            var before = lines(random, random.nextInt(40));
            var after = lines(random, random.nextInt(40));
            // Too many lines to compare: still right, though not the shortest.
            int most = random.nextInt(4) == 0 ? 0 : 1_000;

            var diff = LineDiff.of(text(before), text(after), most, () -> {});

            var shown = diff.unified("a", "b", random.nextInt(4));
            assertThat(UnifiedDiffUtils.parseUnifiedDiff(shown).applyTo(before)).isEqualTo(after);
            assertThat(before.size() - diff.removed() + diff.added()).isEqualTo(after.size());
        }
    }

    @Test
    void equalTextsHaveNothingToShow() {
        var diff = LineDiff.of("a\nb", "a\nb", 0, () -> {});

        assertThat(diff.unified("a", "b", 3)).isEmpty();
        assertThat(diff.added() + diff.removed()).isZero();
        assertThat(diff.coarse()).isFalse();
    }

    @Test
    void whatIsEqualAtBothEndsIsNotAmongTheLinesToCompare() {
        var same = "same\n".repeat(100);

        var diff = LineDiff.of(same + "a\n" + same, same + "b\n" + same, 2, () -> {});

        assertThat(diff.coarse()).isFalse();
        assertThat(diff.unified("a", "b", 0)).endsWith("@@ -101,1 +101,1 @@", "-a", "+b");
    }

    @Test
    void whereThereIsTooMuchToCompareEverythingInBetweenIsOneChange() {
        var diff = LineDiff.of("a\n1\nsame\n2\nz\n", "a\n3\nsame\n4\nz\n", 5, () -> {});

        assertThat(diff.coarse()).isTrue();
        assertThat(diff.unified("a", "b", 0))
                .endsWith("@@ -2,3 +2,3 @@", "-1", "-same", "-2", "+3", "+same", "+4");
    }

    @Test
    void aComparisonEndsWhenItIsToStop() {
        var stopped = new CancellationException();
        Runnable stop =
                () -> {
                    throw stopped;
                };

        assertThatThrownBy(() -> LineDiff.of("a\nx\nb\n", "c\nx\nd\n", 100, stop))
                .isSameAs(stopped);
    }

    @Test
    void namesCanNotPassForLines() {
        assertThat(LineDiff.of("a", "b", 10, () -> {}).unified("x\n+y", "z", 3))
                .startsWith("--- x\\n+y", "+++ z");
    }

    private static List<String> lines(Random random, int count) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) lines.add("line" + random.nextInt(10));
        return lines;
    }

    private static String text(List<String> lines) {
        return String.join("", lines.stream().map(line -> line + "\n").toList());
    }
}
