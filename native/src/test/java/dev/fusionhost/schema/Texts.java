package dev.fusionhost.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Texts inside the bounds of a schema, at them and beyond.
final class Texts {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// One of them fits most patterns that a tool asks for.
    private static final List<String> STOCK =
            List.of(
                    "a",
                    "a.txt",
                    ".hidden",
                    "main",
                    "feature/one",
                    "HEAD",
                    "0123abc",
                    "v1.0",
                    "a@b.example",
                    "docs/a b.md",
                    "12",
                    "0123456789abcdef0123456789abcdef01234567",
                    "2026-01-31T12:00:00Z",
                    "2026-01-31T12:00:00.5+01:00",
                    "https://a.example/b");

    private static final List<String> ODD =
            List.of(
                    "",
                    " ",
                    "\n",
                    "a\n",
                    "\na",
                    "\t\u0000",
                    "\u00a0",
                    "\u2028",
                    "\u0085",
                    "\ufeff",
                    "\u3000",
                    ".",
                    "..",
                    "...",
                    ".a",
                    "a.",
                    "a/b",
                    "a\\b",
                    "a\u0000b",
                    "../a",
                    "~/a",
                    "C:\\a",
                    "file://a",
                    "%2e%2e",
                    "\ud83d\ude00",
                    ".\ud83d\ude00",
                    "e\u0301",
                    "\u00e9",
                    "\u0439\u0446",
                    "\u0663",
                    "\u202etxt",
                    "\uff0e\uff0e",
                    "null",
                    "true",
                    "[]",
                    "$1",
                    "2026-02-30T12:00:00Z",
                    "2026-01-31T24:00:00Z",
                    "2026-01-31");

    private static final int[] CHARACTERS =
            "abcABC019._-/ \\\n\u0000\u0085\u00e9\u0301\u2028\u202e\ud83d\ude00"
                    .codePoints()
                    .toArray();

    /// Longer ones take the judge's regular expressions more time than they are worth.
    private static final int LONGEST = 5_000;

    private final RandomGenerator random;

    /// The stock's texts that fit, by schema.
    private final Map<JsonNode, List<String>> fitting = new IdentityHashMap<>();

    Texts(RandomGenerator random) {
        this.random = random;
    }

    JsonNode fitting(JsonNode schema) {
        var words = schema.path("enum");
        if (words.isArray()) return pick(words);
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(LONGEST);
        var fitting = this.fitting.computeIfAbsent(schema, Texts::stock);
        if (fitting.isEmpty() || random.nextInt(4) == 0) {
            return text(plain(Math.min(most, least + random.nextInt(12))));
        }
        return text(fitting.get(random.nextInt(fitting.size())));
    }

    JsonNode missing(JsonNode schema) {
        var words = schema.path("enum");
        if (words.isArray() && random.nextInt(3) > 0) return misspelt(pick(words), words.size());
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(LONGEST);
        return switch (random.nextInt(12)) {
            case 0 -> text(plain(Math.max(0, least - 1)));
            case 1 -> text(plain(least));
            case 2 -> text(most < LONGEST ? plain(most + random.nextInt(2)) : "");
            // As many characters, in twice as many of Java's.
            case 3 -> text(most < LONGEST ? "\ud83d\ude00".repeat(most) : "\ud83d\ude00");
            case 4, 5, 6 -> text(mixed(1 + random.nextInt(6)));
            default -> any();
        };
    }

    TextNode any() {
        return text(ODD.get(random.nextInt(ODD.size())));
    }

    /// The name of a property that is likely not to be there.
    String name() {
        return random.nextBoolean() ? any().textValue() : plain(1 + random.nextInt(3));
    }

    /// Another spelling of a name.
    String like(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name + " ";
            case 2 -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + "_";
            default -> name.substring(1);
        };
    }

    private JsonNode misspelt(JsonNode word, int words) {
        return switch (random.nextInt(5)) {
            case 0 -> text(word.asText().toLowerCase(Locale.ROOT));
            case 1 -> text(word.asText().toUpperCase(Locale.ROOT));
            case 2 -> text(word.asText() + " ");
            case 3 -> text(Integer.toString(random.nextInt(words)));
            default -> JSON.numberNode(random.nextInt(words));
        };
    }

    private JsonNode pick(JsonNode words) {
        return words.get(random.nextInt(words.size()));
    }

    private static List<String> stock(JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(LONGEST);
        var patterns = patterns(schema).toList();
        return STOCK.stream()
                .filter(text -> text.length() >= least && text.length() <= most)
                .filter(text -> patterns.stream().allMatch(p -> p.matcher(text).find()))
                .toList();
    }

    /// Java reads the patterns of tools as JavaScript does, for plain text such as the stock's.
    private static Stream<Pattern> patterns(JsonNode schema) {
        var parts = StreamSupport.stream(schema.path("allOf").spliterator(), false);
        return Stream.concat(Stream.of(schema), parts)
                .filter(part -> part.has("pattern"))
                .map(part -> Pattern.compile(part.get("pattern").asText()));
    }

    private String plain(int length) {
        var end = random.ints(Math.min(length, 12), 'a', 'z' + 1);
        return "x".repeat(Math.max(0, length - 12))
                + end.mapToObj(Character::toString).collect(Collectors.joining());
    }

    private String mixed(int length) {
        return random.ints(length, 0, CHARACTERS.length)
                .mapToObj(at -> Character.toString(CHARACTERS[at]))
                .collect(Collectors.joining());
    }

    private static TextNode text(String text) {
        return JSON.textNode(text);
    }
}
