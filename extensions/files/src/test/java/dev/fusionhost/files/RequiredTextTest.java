package dev.fusionhost.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\u0001',
            emptyValue = "",
            textBlock =
                    """
                    needle => needle
                    ^needle$ => needle
                    foo.*barbaz => barbaz
                    foo\\.bar => foo.bar
                    \\bword\\b => word
                    colou?r => colo
                    abc+d => abc
                    ab{2,3}cde => cde
                    [abc]def[^]x]gh => def
                    (group)needle(other|one) => needle
                    (?:x|y)needle => needle
                    class\\s+\\w+ => class
                    Größe => Gr
                    """)
    void theLongestSureTextIsFound(String pattern, String required) {
        assertThat(RequiredText.ofExpression(pattern, false)).isEqualTo(required);
    }

    @ParameterizedTest
    @CsvSource({
        "a|b",
        "(?i)abc",
        "\\x41bc",
        "\\pLabc",
        "\\Qa.b\\E",
        "x*",
        "[abc]",
        ".",
        "abc|",
        "(abc"
    })
    void whatIsNotSureIsNotRequired(String pattern) {
        assertThat(RequiredText.ofExpression(pattern, false)).isEmpty();
    }

    @Test
    void withoutCaseLettersWithRelativesOutsideAsciiAreLeftOut() {
        assertThat(RequiredText.ofLiteral("task list", true)).isEqualTo(" li");
        assertThat(RequiredText.ofExpression("kelvin", true)).isEqualTo("elvin");
    }

    @Test
    void everyMatchContainsIt() {
        var random = new Random(7);
        var alphabet = "ab.*+?|()[]{}^$\\1,-";
        int checked = 0;
        while (checked < 20_000) {
            var pattern = randomText(random, alphabet, 8);
            Pattern compiled;
            try {
                compiled = Pattern.compile(pattern);
            } catch (RuntimeException _) {
                continue;
            }
            var required = RequiredText.ofExpression(pattern, false);
            for (int i = 0; i < 20; i++) {
                var text = randomText(random, "ab{,1}-", 10);
                if (compiled.matcher(text).find()) {
                    assertThat(text).as(pattern).contains(required);
                }
            }
            checked++;
        }
    }

    private static String randomText(Random random, String alphabet, int most) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(most);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
