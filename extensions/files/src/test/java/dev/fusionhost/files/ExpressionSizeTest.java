package dev.fusionhost.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionSizeTest {
    @Test
    void repetitionsInRepetitionsMultiply() {
        assertThat(ExpressionSize.of("abc")).isEqualTo(3);
        assertThat(ExpressionSize.of("a{100}b{2,50}")).isEqualTo(150);
        assertThat(ExpressionSize.of("(a{100}){100}")).isGreaterThan(10_000);
        assertThat(ExpressionSize.of("(?:x|(a{9}){9}){9}")).isBetween(700L, 1_000L);
        assertThat(ExpressionSize.of("((((((a{999}){999}){999}){999}){999}){999}){999}"))
                .isPositive()
                .isGreaterThan(1_000_000);
        assertThat(ExpressionSize.of("a{99999999999}")).isGreaterThan(1_000_000);
    }

    @Test
    void whatIsNoRepetitionIsText() {
        assertThat(ExpressionSize.of("a{x}")).isLessThan(10);
        assertThat(ExpressionSize.of("[{900}]\\{900}")).isLessThan(10);
        assertThat(ExpressionSize.of("(((")).isLessThan(10);
        assertThat(ExpressionSize.of(")){")).isLessThan(10);
    }
}
