package dev.fusionhost.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortablePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "[a-z]+ → ^(?:[a-z]+)$",
                "^[a-z]+$ → ^(?:^[a-z]+)$",
                "a|b → ^(?:a|b)$",
                "a.b → ^(?:a[^\\n\\r\\u0085\\u2028\\u2029]b)$",
                "\\s\\d\\. → ^(?:[ \\t\\n\\u000B\\f\\r]\\d\\.)$",
                "[\\s_-]+? → ^(?:[ \\t\\n\\u000B\\f\\r_\\-]+?)$",
                "(?=a)(?:b){1,2} → ^(?:(?=a)(?:b){1,2})$",
                "[^/\\\\\\x00] → ^(?:[^/\\\\\\u0000])$",
                "\\p{Lu}\\-\\: → ^(?:\\p{Lu}\\-:)$",
                "a} → ^(?:a\\})$",
            })
    void whatMeansTheSameInBothIsKept(String java, String ecma) {
        assertThat(PortablePattern.ecma(java)).isEqualTo(ecma);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?!\\.$)a",
                "(?i)a",
                "(?<n>a)",
                "(?<=a)b",
                "(a)\\1",
                "a\\b",
                "a++",
                "[a[b]]",
                "[a&&b]",
                "\\Qa\\E",
                "\\h",
                "\\p{Alpha}",
                "\\A",
                "(?>a)",
                "^*",
                "(?=a)+",
                "\\0101",
                "[]a]",
                "a(b$)"
            })
    void whatCouldDifferIsRefused(String java) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortablePattern.ecma(java));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-c]+",
                "^a.b$",
                "\\s*",
                "[^\\s]",
                "\\S\\W",
                "a|b?c",
                "[a-]",
                "[-a]",
                "(a|b){2}",
                "[a\\-c]",
                "[^/\\\\\\x00]{3,}|[^./\\\\\\x00][^/\\\\\\x00]?|\\.[^./\\\\\\x00]",
                ".",
                "..",
                "[!-%]",
                "[&-]"
            })
    void theTranslationAcceptsWhatTheOriginalDoes(String java) {
        var original = Pattern.compile(java);
        var ecma = PortablePattern.ecma(java);
        var translation = Pattern.compile(ecma.substring(0, ecma.length() - 1) + "\\z");
        var alphabet =
                List.of(
                        "a", "b", "c", "-", ".", "/", "\\", "\n", "\r", "\u0085", " ", "\u00a0",
                        "😀", "");
        for (var one : alphabet) {
            for (var two : alphabet) {
                for (var three : alphabet) {
                    var text = one + two + three;
                    assertThat(translation.matcher(text).find())
                            .as(IntStream.of(text.chars().toArray()).boxed().toList().toString())
                            .isEqualTo(original.matcher(text).matches());
                }
            }
        }
    }
}
