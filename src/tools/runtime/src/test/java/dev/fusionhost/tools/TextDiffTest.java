package dev.fusionhost.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void linesThatAreReplacedAreOneChange() {
        var diff = TextDiff.of("f", "a\nb\nc\nd\n", "a\n1\n2\nd\n");

        assertThat(diff.text())
                .isEqualTo("--- f\n+++ f\n@@ -1,4 +1,4 @@\n a\n-b\n-c\n+1\n+2\n d\n");
        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.removed()).isEqualTo(2);
    }

    @Test
    void aMissingLineEndIsShown() {
        assertThat(TextDiff.of("f", "a", "a\n").text())
                .endsWith("-a\n\\ No newline at end of file\n+a\n");
    }

    @Test
    void returnsAreShownWhereTheyMakeADifference() {
        assertThat(TextDiff.of("f", "a\r\nb\r\n", "a\r\nc\r\n").text()).endsWith(" a\n-b\n+c\n");
        assertThat(TextDiff.of("f", "a\r\n", "a\n").text()).endsWith("-a\\r\n+a\n");
    }

    @Test
    void whatIsInvisibleIsMadeVisible() {
        assertThat(TextDiff.of("f", "", "a\u202eb\n").text()).endsWith("+a\\u202eb\n");
    }

    @Test
    void farApartChangesOfALongTextAreStillShown() {
        var middle = "line\n".repeat(2_000);
        var diff = TextDiff.of("f", "a\n" + middle + "z\n", "b\n" + middle + "y\n");

        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.text()).contains("-a\n+b\n").contains("-z\n+y\n");
    }

    @Test
    void ofTooMuchTheFiguresStay() {
        var lines = "x\n".repeat(1_500) + "y\n".repeat(1_500);

        assertThat(TextDiff.of("f", lines, "z\n")).isEqualTo(new TextDiff(null, 1, 3_000));
        assertThat(TextDiff.of("f", "a\n".repeat(50_000), "b\n".repeat(50_000)).text()).isNull();
        assertThat(TextDiff.of("f", null, "x".repeat(200_000)).text()).isNull();
    }
}
