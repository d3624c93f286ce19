package dev.fusionhost.tools.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// The types of JSON Schema.
enum JsonType {
    STRING("a string"),
    INTEGER("an integer"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    ARRAY("a list"),
    OBJECT("an object"),
    NULL("null");

    final String sentence;

    JsonType(String sentence) {
        this.sentence = sentence;
    }

    static JsonType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case INTEGER -> value.isIntegralNumber() || isWhole(value);
            case NUMBER -> isFinite(value);
            case BOOLEAN -> value.isBoolean();
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
            case NULL -> value.isNull();
        };
    }

    /// JSON Schema draws no line between `1` and `1.0`.
    private static boolean isWhole(JsonNode value) {
        return isFinite(value) && value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    /// `1e400` is spelled like a number, but there is no double for it.
    private static boolean isFinite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue());
    }
}
