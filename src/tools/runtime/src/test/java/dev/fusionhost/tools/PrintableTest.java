package dev.fusionhost.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void ordinaryTextComesBackAsItIs() {
        for (var text : new String[] {"", "a b.txt", "Größe", "日本語", "C:\\x", "👍"}) {
            assertThat(Printable.of(text)).isSameAs(text);
        }
    }

    @Test
    void whatIsHiddenIsShown() {
        assertThat(Printable.of("a\r\n\tb\0")).isEqualTo("a\\r\\n\\tb\\u0000");
        assertThat(Printable.of("\u001b[2J\u007f")).isEqualTo("\\u001b[2J\\u007f");
        assertThat(Printable.of("\u202egnp\u2066\u200f")).isEqualTo("\\u202egnp\\u2066\\u200f");
        assertThat(Printable.of("zero\u200bwidth\ufeff")).isEqualTo("zero\\u200bwidth\\ufeff");
        assertThat(Printable.of("tag\udb40\udc41")).isEqualTo("tag\\udb40\\udc41");
        assertThat(Printable.of("half\ud83d")).isEqualTo("half\\ud83d");
    }

    @Test
    void aPlanShowsItInItsSummary() {
        assertThat(Plan.of("Delete\nnothing").apply(() -> 1).summary())
                .isEqualTo("Delete\\nnothing");
    }
}
