package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// The keywords of a schema that say which values of a type are accepted.
record Words(ObjectNode json) {
    Words() {
        this(JsonNodeFactory.instance.objectNode());
    }

    /// At least, or more than, a number. Whole numbers need no exclusive bounds.
    Words least(BigDecimal bound, boolean inclusive, boolean whole) {
        if (!whole) return number(inclusive ? "minimum" : "exclusiveMinimum", bound);
        var floor = bound.setScale(0, RoundingMode.FLOOR);
        boolean next = !inclusive || floor.compareTo(bound) < 0;
        return number("minimum", next ? floor.add(BigDecimal.ONE) : floor);
    }

    /// At most, or less than, a number.
    Words most(BigDecimal bound, boolean inclusive, boolean whole) {
        if (!whole) return number(inclusive ? "maximum" : "exclusiveMaximum", bound);
        var ceiling = bound.setScale(0, RoundingMode.CEILING);
        boolean previous = !inclusive || ceiling.compareTo(bound) > 0;
        return number("maximum", previous ? ceiling.subtract(BigDecimal.ONE) : ceiling);
    }

    /// @param noun `Length`, `Items` or `Properties`
    Words size(String noun, int min, int max) {
        if (min > 0) json.put("min" + noun, min);
        if (max < Integer.MAX_VALUE) json.put("max" + noun, max);
        return this;
    }

    Words pattern(String ecma) {
        json.put("pattern", ecma);
        return this;
    }

    /// Asks for what others ask for too. Of two bounds the tighter one stays; what can't be said
    /// in one place is said in `allOf`.
    void join(Words others) {
        for (var word : others.json.properties()) {
            var here = json.get(word.getKey());
            if (here == null || tightens(word.getKey(), word.getValue(), here)) {
                json.set(word.getKey(), word.getValue());
            } else if (!here.isNumber() && !here.equals(word.getValue())) {
                part(new Words().pattern(word.getValue().asText()));
            }
        }
    }

    /// Asks for what others ask for too, apart from the rest.
    void part(Words others) {
        json.withArray("allOf").add(others.json);
    }

    private static boolean tightens(String word, JsonNode bound, JsonNode than) {
        if (!bound.isNumber()) return false;
        int order = bound.decimalValue().compareTo(than.decimalValue());
        boolean lower = word.startsWith("min") || word.equals("exclusiveMinimum");
        return lower ? order > 0 : order < 0;
    }

    private Words number(String word, BigDecimal bound) {
        boolean isLong = bound.compareTo(BigDecimal.valueOf(bound.longValue())) == 0;
        if (isLong) json.put(word, bound.longValue());
        else json.put(word, bound);
        return this;
    }
}
