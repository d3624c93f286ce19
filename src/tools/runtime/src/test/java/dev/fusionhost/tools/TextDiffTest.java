package dev.fusionhost.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void linesThatAreReplacedAreOneChange() {
        var diff = diff("a\nb\nc\nd\n", "a\n1\n2\nd\n");

        assertThat(diff.text())
                .isEqualTo("--- f\n+++ f\n@@ -1,4 +1,4 @@\n a\n-b\n-c\n+1\n+2\n d\n");
        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.removed()).isEqualTo(2);
    }

    @Test
    void aMissingLineEndIsShown() {
        assertThat(diff("a", "a\n").text()).endsWith("-a\n\\ No newline at end of file\n+a\n");
    }

    @Test
    void returnsAreShownWhereTheyMakeADifference() {
        assertThat(diff("a\r\nb\r\n", "a\r\nc\r\n").text()).endsWith(" a\n-b\n+c\n");
        assertThat(diff("a\r\n", "a\n").text()).endsWith("-a\\r\n+a\n");
    }

    @Test
    void oneLinesReturnsAreNoneOfAnother() {
        assertThat(diff("a\r\n", "a\nb\r\r\n").text()).endsWith("-a\\r\n+a\n+b\\r\\r\n");
    }

    @Test
    void aFileThatWasNotThereComesOutOfNothing() {
        assertThat(diff(null, "a\n").text())
                .isEqualTo("--- /dev/null\n+++ f\n@@ -0,0 +1,1 @@\n+a\n");
    }

    @Test
    void whatIsInvisibleIsMadeVisible() {
        assertThat(diff("", "a\u202eb\n").text()).endsWith("+a\\u202eb\n");
    }

    @Test
    void farApartChangesOfALongTextAreStillShown() {
        var middle = "line\n".repeat(2_000);
        var diff = diff("a\n" + middle + "z\n", "b\n" + middle + "y\n");

        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.text()).contains("-a\n+b\n").contains("-z\n+y\n");
    }

    @Test
    void ofTooMuchTheFiguresStay() {
        var lines = "x\n".repeat(1_500) + "y\n".repeat(1_500);

        assertThat(diff(lines, "z\n")).isEqualTo(new TextDiff(null, 1, 3_000));
        assertThat(diff("a\n".repeat(50_000), "b\n".repeat(50_000)).text()).isNull();
        assertThat(diff(null, "x".repeat(200_000)).text()).isNull();
    }

    private static TextDiff diff(@Nullable String before, String after) {
        return TextDiff.of("f", before, after, () -> {});
    }
}
