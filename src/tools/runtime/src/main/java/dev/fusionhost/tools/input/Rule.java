package dev.fusionhost.tools.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What one keyword of a schema asks of a value. As JSON Schema has it, a keyword has nothing to
/// say about a value of another type than its own.
///
/// @param sentence what is told when it doesn't hold
record Rule(Predicate<JsonNode> holds, String sentence) {
    /// RFC 3339's `date-time`; that the day exists is found out by parsing.
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d[Tt]([01]\\d|2[0-3]):\\d\\d:\\d\\d(\\.\\d{1,9})?"
                            + "([Zz]|[+-]\\d\\d:\\d\\d)");

    /// The rules of a schema's own keywords, in their order; not those of its properties and
    /// items.
    static List<Rule> of(JsonNode schema) {
        var rules = new ArrayList<Rule>();
        for (var keyword : schema.properties()) rules.addAll(keyword(keyword));
        return rules;
    }

    private static List<Rule> keyword(Map.Entry<String, JsonNode> keyword) {
        var value = keyword.getValue();
        var limit = value.asText();
        return switch (keyword.getKey()) {
            case "enum" -> List.of(oneOf(value));
            case "minimum" -> List.of(order(value, o -> o >= 0, "must be at least " + limit));
            case "maximum" -> List.of(order(value, o -> o <= 0, "must be at most " + limit));
            case "exclusiveMinimum" ->
                    List.of(order(value, o -> o > 0, "must be more than " + limit));
            case "exclusiveMaximum" ->
                    List.of(order(value, o -> o < 0, "must be less than " + limit));
            case "minLength" -> List.of(least(value, "character", Rule::length));
            case "maxLength" -> List.of(most(value, "character", Rule::length));
            case "minItems" -> List.of(least(value, "item", Rule::items));
            case "maxItems" -> List.of(most(value, "item", Rule::items));
            case "minProperties" -> List.of(least(value, "property", Rule::properties));
            case "maxProperties" -> List.of(most(value, "property", Rule::properties));
            case "uniqueItems" -> List.of(new Rule(Rule::unique, "must not repeat an item"));
            case "pattern" -> List.of(pattern(limit));
            case "format" -> List.of(dateTime(limit));
            case "allOf" -> stream(value).flatMap(part -> part(part).stream()).toList();
            // Annotations, and what Shape itself takes care of.
            default -> List.of();
        };
    }

    /// A part with a comment is one constraint of Bean Validation, and the comment its sentence.
    private static List<Rule> part(JsonNode schema) {
        var rules = of(schema);
        var comment = schema.get("$comment");
        if (comment == null) return rules;
        return List.of(
                new Rule(
                        value -> rules.stream().allMatch(rule -> rule.holds.test(value)),
                        comment.asText()));
    }

    private static Rule oneOf(JsonNode values) {
        var texts = stream(values).filter(JsonNode::isTextual).map(JsonNode::asText).toList();
        var known = new HashSet<>(texts);
        return new Rule(
                value -> !value.isTextual() || known.contains(value.textValue()),
                "must be one of " + String.join(", ", texts));
    }

    private static Rule order(JsonNode limit, Predicate<Integer> wanted, String sentence) {
        var bound = limit.decimalValue();
        return new Rule(
                value -> !value.isNumber() || wanted.test(value.decimalValue().compareTo(bound)),
                sentence);
    }

    /// How much of something a value has; negative where it is no such value.
    private interface Count {
        int of(JsonNode value);
    }

    private static Rule least(JsonNode limit, String noun, Count count) {
        var least = limit.intValue();
        return new Rule(
                value -> count.of(value) < 0 || count.of(value) >= least,
                "must have at least " + several(least, noun));
    }

    private static Rule most(JsonNode limit, String noun, Count count) {
        var most = limit.intValue();
        return new Rule(
                value -> count.of(value) <= most, "must have at most " + several(most, noun));
    }

    private static String several(int number, String noun) {
        if (number == 1) return "1 " + noun;
        return number + " " + (noun.equals("property") ? "properties" : noun + "s");
    }

    /// JSON Schema counts characters, Java counts the two halves of an emoji.
    private static int length(JsonNode value) {
        if (!value.isTextual()) return -1;
        var text = value.textValue();
        return text.codePointCount(0, text.length());
    }

    private static int items(JsonNode value) {
        return value.isArray() ? value.size() : -1;
    }

    private static int properties(JsonNode value) {
        return value.isObject() ? value.size() : -1;
    }

    /// Only sets of plain values come here; of those, only numbers have more than one spelling.
    private static boolean unique(JsonNode list) {
        var seen =
                stream(list)
                        .map(item -> item.isNumber() ? plain(item.decimalValue()) : item)
                        .collect(Collectors.toSet());
        return seen.size() == list.size();
    }

    private static Object plain(BigDecimal number) {
        return number.stripTrailingZeros();
    }

    private static Rule pattern(String ecma) {
        // Java's `$` would accept a line break after the end.
        var regexp = ecma.endsWith(")$") ? ecma.substring(0, ecma.length() - 1) + "\\z" : ecma;
        var pattern = Pattern.compile(regexp);
        return new Rule(
                value -> !value.isTextual() || pattern.matcher(value.textValue()).find(),
                ecma.equals(Shape.NOT_BLANK) ? "must not be blank" : "must match " + ecma);
    }

    private static Rule dateTime(String format) {
        if (!format.equals("date-time")) throw new IllegalArgumentException("format " + format);
        return new Rule(
                value -> !value.isTextual() || isTime(value.textValue()),
                "must be a time such as 2026-01-31T12:00:00Z");
    }

    private static boolean isTime(String text) {
        if (!DATE_TIME.matcher(text).matches()) return false;
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
