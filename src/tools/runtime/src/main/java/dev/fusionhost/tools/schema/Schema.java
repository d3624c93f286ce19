package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A JSON Schema (draft 2020-12) and the classes that it was made from.
///
/// @param types the records and enums that Jackson will read or write, sorted by name
public record Schema(ObjectNode json, List<Class<?>> types) {
    public Schema {
        types = List.copyOf(types);
    }
}
