package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.input.Shape;

/// The value of a `@Default`.
final class Fallback {
    private Fallback() {}

    /// @throws IllegalArgumentException with what is wrong with it, and what to do
    static JsonNode of(Default fallback, Site site, ObjectNode schema, ObjectMapper mapper) {
        if (site.mayBeAbsent()) {
            throw new IllegalArgumentException("is never absent with a @Default: drop one of them");
        }
        var value = value(fallback.value(), schema, mapper);
        var faults = Shape.of(schema).faults(value);
        if (faults.isEmpty()) return value;
        throw new IllegalArgumentException(
                "has a @Default that its own schema refuses: " + faults.getFirst().message());
    }

    private static JsonNode value(String text, ObjectNode schema, ObjectMapper mapper) {
        if (schema.path("type").asText().equals("string")) return TextNode.valueOf(text);
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("has a @Default that isn't JSON: write 200 or true");
        }
    }
}
