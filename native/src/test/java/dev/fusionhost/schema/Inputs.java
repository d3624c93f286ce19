package dev.fusionhost.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

/// Inputs made up from a tool's schema. A third of them is meant to fit, the others have a fault
/// here and there: a wrong type, a value beyond its bounds, something missing or unknown.
///
/// Nothing is made up where the judge is known to be wrong: it takes `1` and `1.0` for two items
/// of a set, and a blank for the `T` of a time. Nor is a number that no double can hold: the
/// schema has no word for what the host then refuses.
final class Inputs {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode schema;
    private final RandomGenerator random;
    private final Texts texts;
    private final Numbers numbers;

    /// How likely each part of the current input has a fault.
    private double faultiness;

    Inputs(ObjectNode schema, RandomGenerator random) {
        this.schema = schema;
        this.random = random;
        texts = new Texts(random);
        numbers = new Numbers(random);
    }

    JsonNode next() {
        faultiness = chance(1.0 / 3) ? 0 : random.nextDouble(0.4);
        // As a whole it is an object nearly always: everything else is one fault among many, and
        // null is a call without an input, which stands for an empty object.
        return chance(0.01) ? texts.any() : object(schema);
    }

    private JsonNode value(JsonNode schema) {
        if (fault()) return wrong(schema);
        if (schema.has("default") && chance(0.1)) return schema.get("default");
        return switch (type(schema)) {
            case "string" -> texts.fitting(schema);
            case "integer", "number" -> numbers.fitting(schema);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema, size(schema, "Items"));
            case "object" -> object(schema);
            case "null" -> JSON.nullNode();
            default -> throw new IllegalArgumentException("type " + schema.path("type"));
        };
    }

    /// Something that doesn't fit, or only just.
    private JsonNode wrong(JsonNode schema) {
        return switch (random.nextInt(5)) {
            case 0 -> JSON.nullNode();
            case 1 -> other();
            case 2 -> JSON.arrayNode().add(value(schema));
            default ->
                    switch (type(schema)) {
                        case "string" -> texts.missing(schema);
                        case "integer", "number" -> numbers.missing(schema);
                        case "array" -> array(schema, beyond(schema, "Items"));
                        case "object" -> object(schema).put(texts.name(), true);
                        default -> JSON.textNode(random.nextBoolean() ? "true" : "null");
                    };
        };
    }

    private JsonNode other() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.booleanNode(random.nextBoolean());
            case 1 -> JSON.numberNode(random.nextInt(-2, 3));
            case 2 -> texts.any();
            case 3 -> JSON.arrayNode();
            case 4 -> JSON.objectNode();
            default -> JSON.objectNode().set("value", JSON.arrayNode().add(JSON.objectNode()));
        };
    }

    private ObjectNode object(JsonNode schema) {
        var object = JSON.objectNode();
        var required = schema.path("required");
        for (var property : schema.path("properties").properties()) {
            var name = property.getKey();
            boolean wanted = contains(required, name) ? !fault() : random.nextBoolean();
            if (wanted) object.set(name, value(property.getValue()));
            if (chance(faultiness / 5)) object.set(texts.like(name), value(property.getValue()));
        }
        if (fault()) object.set(texts.name(), other());
        var others = schema.path("additionalProperties");
        if (others.isObject()) {
            int size = fault() ? beyond(schema, "Properties") : size(schema, "Properties");
            while (object.size() < size) object.set(texts.name(), value(others));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int size) {
        var array = JSON.arrayNode();
        boolean unique = schema.path("uniqueItems").asBoolean();
        for (int i = 0; i < size; i++) {
            var item = value(schema.path("items"));
            if (unique && item.isFloatingPointNumber()) continue;
            if (unique && !fault() && contains(array, item)) continue;
            array.add(unique && !array.isEmpty() && fault() ? array.get(0) : item);
        }
        return array;
    }

    /// Few, where the bounds allow it.
    private int size(JsonNode schema, String noun) {
        int least = schema.path("min" + noun).asInt(0);
        int most = schema.path("max" + noun).asInt(Integer.MAX_VALUE);
        if (most <= 200 && chance(0.1)) return most;
        return Math.min(most, least + random.nextInt(4));
    }

    private int beyond(JsonNode schema, String noun) {
        int least = schema.path("min" + noun).asInt(0);
        int most = schema.path("max" + noun).asInt(Integer.MAX_VALUE);
        return most <= 200 && random.nextBoolean() ? most + 1 : Math.max(0, least - 1);
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
    }

    private boolean fault() {
        return chance(faultiness);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private static boolean contains(Iterable<JsonNode> list, String name) {
        return contains(list, JSON.textNode(name));
    }

    private static boolean contains(Iterable<JsonNode> list, JsonNode item) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(item::equals);
    }
}
