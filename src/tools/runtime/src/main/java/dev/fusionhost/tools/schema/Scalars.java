package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The types that have nothing inside.
final class Scalars {
    private Scalars() {}

    /// The schema of a scalar, or null where the type is none.
    static @Nullable ObjectNode describe(JavaType type) {
        if (type.hasRawClass(String.class)) return typed("string");
        if (is(type, boolean.class, Boolean.class)) return typed("boolean");
        if (isDouble(type)) return typed("number");
        if (isInt(type)) return whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (isWhole(type)) return whole(Long.MIN_VALUE, Long.MAX_VALUE);
        if (type.hasRawClass(Instant.class)) return typed("string").put("format", "date-time");
        return null;
    }

    static boolean isWhole(JavaType type) {
        return isInt(type) || is(type, long.class, Long.class);
    }

    static boolean isDouble(JavaType type) {
        return is(type, double.class, Double.class);
    }

    /// What can be any JSON there is.
    static boolean isAnything(JavaType type) {
        return type.hasRawClass(Object.class) || type.isTypeOrSubTypeOf(JsonNode.class);
    }

    static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /// Java's range is part of the schema: what is accepted can be bound.
    private static ObjectNode whole(long least, long most) {
        var schema = typed("integer");
        new Words(schema)
                .least(BigDecimal.valueOf(least), true, true)
                .most(BigDecimal.valueOf(most), true, true);
        return schema;
    }

    private static boolean isInt(JavaType type) {
        return is(type, int.class, Integer.class);
    }

    private static boolean is(JavaType type, Class<?> primitive, Class<?> boxed) {
        return type.hasRawClass(primitive) || type.hasRawClass(boxed);
    }
}
