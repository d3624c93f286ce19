package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeedleTest {
    @Test
    void itIsFoundWhereAStringIsFound() {
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            var text = random(random, 30);
            var needle = random(random, 4);
            var bytes = text.getBytes(US_ASCII);
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            var part = text.substring(0, to);

            assertThat(new Needle(needle, false).indexIn(bytes, from, to))
                    .isEqualTo(part.indexOf(needle, from));
            assertThat(new Needle(needle, true).indexIn(bytes, from, to))
                    .isEqualTo(lower(part).indexOf(lower(needle), from));
        }
    }

    private static String random(Random random, int most) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(most);
        for (int i = 0; i < length; i++) text.append("abAB".charAt(random.nextInt(4)));
        return text.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
