package dev.fusionhost.tools.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A schema, prepared once for checking many values against it. It knows the keywords that the
/// schemas of tools are made of, and is the only judge of them: what is advertised and what is
/// accepted can't differ.
///
/// All faults of a value are told at once, up to [#MOST_FAULTS], in the schema's order;
/// properties that the schema doesn't know come last, in the input's.
public final class Shape {
    /// The pattern of what is not blank to Bean Validation, which asks [String#isBlank].
    public static final String NOT_BLANK =
            "[^\\t-\\r\\u001C-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200A"
                    + "\\u2028\\u2029\\u205F\\u3000]";

    /// Enough to mend an input with; a hostile one has a million.
    static final int MOST_FAULTS = 100;

    private final JsonType[] types;
    private final List<Rule> rules;
    private final Map<String, Shape> properties = new LinkedHashMap<>();
    private final Map<String, JsonNode> defaults = new LinkedHashMap<>();
    private final Set<String> required = new HashSet<>();
    private final @Nullable Shape others;
    private final boolean closed;
    private final @Nullable Shape items;
    private final boolean fills;

    private Shape(JsonNode schema) {
        types = types(schema.path("type"));
        rules = Rule.of(schema);
        for (var property : schema.path("properties").properties()) {
            properties.put(property.getKey(), new Shape(property.getValue()));
            var value = property.getValue().get("default");
            if (value != null) defaults.put(property.getKey(), value);
        }
        schema.path("required").forEach(name -> required.add(name.asText()));
        var additional = schema.path("additionalProperties");
        closed = additional.isBoolean() && !additional.booleanValue();
        others = additional.isObject() ? new Shape(additional) : null;
        items = schema.path("items").isObject() ? new Shape(schema.path("items")) : null;
        fills = !defaults.isEmpty() || parts().anyMatch(part -> part.fills);
    }

    public static Shape of(JsonNode schema) {
        return new Shape(schema);
    }

    /// Everything that is wrong with a value; empty when nothing is.
    public List<Fault> faults(JsonNode value) {
        var faults = new ArrayList<Fault>();
        check(value, Pointer.ROOT, faults);
        return faults;
    }

    /// A value without faults, with the defaults where it says nothing. The value itself stays.
    JsonNode filled(JsonNode value) {
        if (!fills) return value;
        return switch (value) {
            case ObjectNode object -> {
                var filled = object.objectNode();
                filled.setAll(object);
                defaults.forEach(filled::putIfAbsent);
                for (var property : filled.properties()) {
                    var shape = properties.getOrDefault(property.getKey(), others);
                    if (shape != null) property.setValue(shape.filled(property.getValue()));
                }
                yield filled;
            }
            case ArrayNode list when items != null -> {
                var filled = list.arrayNode(list.size());
                list.forEach(item -> filled.add(items.filled(item)));
                yield filled;
            }
            default -> value;
        };
    }

    /// The shape of a property, or null where there is none of that name.
    @Nullable Shape property(String name) {
        return properties.get(name);
    }

    /// The shape of a list's items or of a map's values, or null where this is neither.
    @Nullable Shape element() {
        return items != null ? items : others;
    }

    private void check(JsonNode value, Pointer at, List<Fault> faults) {
        if (!accepts(value)) {
            add(faults, at, "must be " + wanted());
            return;
        }
        for (var rule : rules) {
            if (!rule.holds().test(value)) add(faults, at, rule.sentence());
        }
        if (value instanceof ObjectNode object) checkProperties(object, at, faults);
        else if (items != null && value.isArray()) {
            for (int i = 0; i < value.size(); i++) items.check(value.get(i), at.child(i), faults);
        }
    }

    private void checkProperties(ObjectNode object, Pointer at, List<Fault> faults) {
        for (var property : properties.entrySet()) {
            var name = property.getKey();
            var value = object.get(name);
            if (value != null) property.getValue().check(value, at.child(name), faults);
            else if (required.contains(name)) add(faults, at.child(name), "is missing");
        }
        for (var property : object.properties()) {
            var name = property.getKey();
            if (properties.containsKey(name)) continue;
            if (others != null) others.check(property.getValue(), at.child(name), faults);
            else if (closed) add(faults, at.child(name), "is unknown" + alternatives());
        }
    }

    private boolean accepts(JsonNode value) {
        for (var type : types) if (type.accepts(value)) return true;
        return types.length == 0;
    }

    private String wanted() {
        return Arrays.stream(types).map(type -> type.sentence).collect(Collectors.joining(" or "));
    }

    private String alternatives() {
        return properties.isEmpty() ? "" : ", there are " + String.join(", ", properties.keySet());
    }

    private Stream<Shape> parts() {
        var parts = new ArrayList<>(properties.values());
        if (others != null) parts.add(others);
        if (items != null) parts.add(items);
        return parts.stream();
    }

    private static void add(List<Fault> faults, Pointer at, String message) {
        if (faults.size() < MOST_FAULTS) faults.add(new Fault(at.toString(), message));
    }

    private static JsonType[] types(JsonNode type) {
        if (type.isTextual()) return new JsonType[] {JsonType.of(type.asText())};
        return StreamSupport.stream(type.spliterator(), false)
                .map(word -> JsonType.of(word.asText()))
                .toArray(JsonType[]::new);
    }
}
