package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.tools.input.Json;
import jakarta.validation.Validator;
import java.lang.reflect.Type;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Makes the JSON Schema (draft 2020-12) of what a tool takes and gives.
///
/// An input is a record of strings, booleans, `int`, `long`, `double`, enums, `Instant`s,
/// records, lists, sets, arrays and maps of those. Each component is required, unless it has a
/// `@Default`, is `@Nullable` or an `Optional`. Its Bean Validation constraints are part of the
/// schema, and one that can't be said in a schema is refused. An output may also have `JsonNode`
/// or `Object` for "anything", at any place.
///
/// Nested records are checked whether or not there is a `@Valid`; only constraints on a record
/// as a whole, which no schema shows, need it.
public final class SchemaGenerator {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private final ObjectMapper mapper = Json.mapper();
    private final Validator validator;

    /// @param validator says which constraints the records have
    public SchemaGenerator(Validator validator) {
        this.validator = validator;
    }

    /// The schema of an input.
    ///
    /// @throws UndescribableException with everything that is in the way
    public Schema input(Class<? extends Record> record) {
        return schema(new Describer(mapper, validator), mapper.constructType(record));
    }

    /// The schema of an output, or null where it can be anything.
    ///
    /// @throws UndescribableException with everything that is in the way
    public @Nullable Schema output(Type type) {
        var output = mapper.constructType(type);
        if (output.hasRawClass(Void.class) || Scalars.isAnything(output)) return null;
        return schema(new Describer(mapper, null), output);
    }

    private static Schema schema(Describer describer, JavaType type) {
        var described = describer.describe(Site.of(type));
        if (!describer.problems().isEmpty()) {
            throw new UndescribableException(describer.problems());
        }
        var json = described.objectNode().put("$schema", DRAFT);
        json.setAll(described);
        return new Schema(
                json,
                describer.types().stream().sorted(Comparator.comparing(Class::getName)).toList());
    }
}
