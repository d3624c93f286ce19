package dev.fusionhost.tools.input;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/// How the records of tools are written as JSON and read from it.
///
/// The application's own mapper is left alone: its settings would change what a tool accepts.
public final class Json {
    private Json() {}

    /// A mapper that guesses nothing when it reads (`"5"` is no number), writes times as
    /// ISO-8601 and leaves out what is null or empty of an `Optional`.
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .propertyNamingStrategy(new Spelled())
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .serializationInclusion(JsonInclude.Include.NON_ABSENT)
                .build();
    }

    /// How a component is called in JSON: `new_` is `new`, which Java keeps for itself.
    public static String spelled(String component) {
        return component.endsWith("_") ? component.substring(0, component.length() - 1) : component;
    }

    private static final class Spelled extends PropertyNamingStrategies.NamingBase {
        private static final long serialVersionUID = 1L;

        @Override
        public String translate(String name) {
            return spelled(name);
        }
    }
}
