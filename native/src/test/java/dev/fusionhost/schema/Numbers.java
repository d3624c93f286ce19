package dev.fusionhost.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;

/// Numbers inside the bounds of a schema, at them and beyond.
record Numbers(RandomGenerator random) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final String[] EDGES = {
        "0",
        "-0.0",
        "0.5",
        "1.5",
        "-1",
        "1e2",
        "2147483648",
        "-2147483649",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "1e15",
        "1e300"
    };

    JsonNode fitting(JsonNode schema) {
        boolean whole = schema.path("type").toString().contains("integer");
        var least = bound(schema, "inimum", -1_000_000);
        var most = bound(schema, "aximum", 1_000_000);
        var value =
                switch (random.nextInt(6)) {
                    case 0 -> least;
                    case 1 -> most;
                    case 2 -> least.add(BigDecimal.valueOf(random.nextInt(10)));
                    default -> between(least, most);
                };
        if (!whole) return JSON.numberNode(value);
        value = value.setScale(0, RoundingMode.HALF_UP);
        // JSON Schema draws no line between 5 and 5.0; of some numbers only one is a double.
        boolean exact = value.abs().compareTo(BigDecimal.valueOf(1L << 53)) < 0;
        return exact && random.nextInt(10) == 0
                ? JSON.numberNode(value.setScale(1))
                : JSON.numberNode(value.toBigInteger());
    }

    JsonNode missing(JsonNode schema) {
        var step = new BigDecimal(random.nextBoolean() ? "1" : "0.5");
        return switch (random.nextInt(5)) {
            case 0 -> plain(bound(schema, "inimum", 0).subtract(step));
            case 1 -> plain(bound(schema, "aximum", 0).add(step));
            case 2 -> plain(fitting(schema).decimalValue().add(step));
            case 3 -> JSON.textNode(fitting(schema).asText());
            default -> plain(new BigDecimal(EDGES[random.nextInt(EDGES.length)]));
        };
    }

    private BigDecimal between(BigDecimal least, BigDecimal most) {
        var part = BigDecimal.valueOf(random.nextInt(1 << 20)).movePointLeft(7);
        return least.add(most.subtract(least).multiply(part));
    }

    /// Inclusive or exclusive: of those, one is at home in each schema.
    private static BigDecimal bound(JsonNode schema, String word, long otherwise) {
        var bound = schema.path("m" + word);
        if (bound.isMissingNode()) bound = schema.path("exclusiveM" + word);
        return bound.isMissingNode() ? BigDecimal.valueOf(otherwise) : bound.decimalValue();
    }

    private static JsonNode plain(BigDecimal value) {
        return value.scale() == 0 ? JSON.numberNode(value.toBigInteger()) : JSON.numberNode(value);
    }
}
