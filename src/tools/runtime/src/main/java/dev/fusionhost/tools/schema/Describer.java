package dev.fusionhost.tools.schema;

import static dev.fusionhost.tools.schema.Scalars.typed;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Describes one input or one output, and collects what is in the way.
final class Describer {
    private static final String USE =
            ": use a String, boolean, int, long, double, enum, Instant, record, List, Set, array or"
                    + " Map of those, or an Optional";

    private final ObjectMapper mapper;
    private final @Nullable Validator validator;
    private final boolean input;
    private final Spelling spelling;

    private final List<String> problems = new ArrayList<>();
    private final Set<Class<?>> types = new LinkedHashSet<>();
    private final Deque<JavaType> around = new ArrayDeque<>();

    /// @param validator for an input; null for an output, which isn't validated
    Describer(ObjectMapper mapper, @Nullable Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
        this.input = validator != null;
        this.spelling = new Spelling(input);
    }

    /// Sentences for the author of the tool.
    List<String> problems() {
        return problems;
    }

    /// The records and enums on the way.
    Set<Class<?>> types() {
        return types;
    }

    ObjectNode describe(Site site) {
        if (site.type().hasRawClass(Optional.class)) {
            if (!site.constraints().isEmpty()) {
                problem(site, "has a constraint on the Optional: put it on the type argument");
            }
            return describe(site.inside(0).orNull());
        }
        var schema = type(site);
        boolean refusesNull = constrain(site, new Words(schema));
        if (site.nullable()) {
            if (refusesNull) {
                problem(
                        site,
                        "may be absent, and has a constraint that refuses null: drop one of them");
            }
            acceptNull(schema);
        }
        return schema;
    }

    private ObjectNode type(Site site) {
        var type = site.type();
        var scalar = Scalars.describe(type);
        if (scalar != null) return scalar;
        if (type.isEnumType()) return enumeration(site);
        if (type.getRawClass().isRecord()) return record(site);
        if (type.hasRawClass(List.class) || type.isArrayType()) return list(site);
        if (type.hasRawClass(Set.class)) return set(site);
        if (type.hasRawClass(Map.class)) return map(site);
        if (!Scalars.isAnything(type)) problem(site, "can't be described by a schema" + USE);
        else if (input) problem(site, "can be anything, an input can't" + USE);
        return mapper.createObjectNode();
    }

    private ObjectNode enumeration(Site site) {
        types.add(site.type().getRawClass());
        var schema = typed("string");
        var names = schema.putArray("enum");
        for (var constant : site.type().getRawClass().getEnumConstants()) {
            JsonNode name = mapper.valueToTree(constant);
            if (!name.isTextual()) problem(site, "has a constant that isn't written as a string");
            names.add(name);
        }
        return schema;
    }

    private ObjectNode list(Site site) {
        var schema = typed("array");
        schema.set("items", describe(site.inside(0)));
        return schema;
    }

    private ObjectNode set(Site site) {
        var schema = list(site);
        if (!input) return schema;
        var items = schema.path("items").path("type").asText();
        if (!items.equals("string") && !items.equals("integer")) {
            problem(site, "is a Set of more than strings and integers: use a List");
        }
        return schema.put("uniqueItems", true);
    }

    private ObjectNode map(Site site) {
        var key = site.inside(0);
        if (!key.type().hasRawClass(String.class)) {
            problem(site, "is a Map with keys other than String: use a Map<String, …>");
        }
        if (!key.constraints().isEmpty()) {
            problem(site, "has a constraint on its keys: use a List of records");
        }
        var schema = typed("object");
        schema.set("additionalProperties", describe(site.inside(1)));
        return schema;
    }

    private ObjectNode record(Site site) {
        var type = site.type();
        var schema = typed("object");
        if (around.contains(type)) {
            problem(site, "contains itself, and a schema here can't: use a list and ids");
            return schema;
        }
        if (types.add(type.getRawClass())) problems.addAll(spelling.problems(type.getRawClass()));
        around.push(type);
        var properties = schema.putObject("properties");
        var required = mapper.createArrayNode();
        var constraints = constraints(type.getRawClass());
        for (var component : type.getRawClass().getRecordComponents()) {
            var place = Site.of(component, typeOf(component, type), constraints);
            var property = component(component, place);
            var name = spelling.name(component);
            properties.set(name, property);
            if (!place.mayBeAbsent() && !property.has("default")) required.add(name);
        }
        around.pop();
        if (!required.isEmpty()) schema.set("required", required);
        return input ? schema.put("additionalProperties", false) : schema;
    }

    private ObjectNode component(RecordComponent component, Site site) {
        var schema = describe(site);
        var description = component.getAnnotation(Description.class);
        if (description != null) schema.put("description", description.value());
        var fallback = component.getAnnotation(Default.class);
        if (fallback != null && input) {
            try {
                schema.set("default", Fallback.of(fallback, site, schema, mapper));
            } catch (IllegalArgumentException wrong) {
                problem(site, wrong.getMessage());
            }
        }
        return schema;
    }

    /// With what a generic record is made of at this place.
    private JavaType typeOf(RecordComponent component, JavaType record) {
        var types = mapper.getTypeFactory();
        return types.resolveMemberType(component.getGenericType(), record.getBindings());
    }

    /// Returns whether null is refused.
    private boolean constrain(Site site, Words words) {
        if (site.type().isArrayType() && site.isConstrained()) {
            problem(site, "has constraints on an array, which can mean two things: use a List");
            return false;
        }
        try {
            return ConstraintMirror.write(site.constraints(), site.type(), words);
        } catch (IllegalArgumentException wrong) {
            problem(site, wrong.getMessage());
            return false;
        }
    }

    private @Nullable BeanDescriptor constraints(Class<?> record) {
        try {
            return validator == null ? null : validator.getConstraintsForClass(record);
        } catch (ValidationException wrong) {
            problems.add(record.getName() + ": " + wrong.getMessage());
            return null;
        }
    }

    private void problem(Site site, @Nullable String what) {
        problems.add("%s: %s %s".formatted(site.name(), site.type().toCanonical(), what));
    }

    private static void acceptNull(ObjectNode schema) {
        if (!schema.has("type")) return;
        var type = schema.path("type");
        schema.putArray("type").add(type).add("null");
        if (schema.has("enum")) schema.withArray("enum").addNull();
    }
}
