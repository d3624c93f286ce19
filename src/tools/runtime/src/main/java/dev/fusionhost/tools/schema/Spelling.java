package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fusionhost.tools.input.Json;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The names that Jackson gives to the components of a record.
///
/// An input is spelled as its record is, because its constraints are told by component; but for
/// the underscore at the end of a word that Java keeps for itself: `new_` is `new`. An output may
/// be spelled as Java can't: `@JsonProperty("default")`. Everything else that Jackson can be told
/// is refused: the schema doesn't see it.
record Spelling(boolean input) {
    String name(RecordComponent component) {
        return renamed(component)
                .map(JsonProperty::value)
                .orElseGet(() -> Json.spelled(component.getName()));
    }

    /// Sentences for the author of the record.
    List<String> problems(Class<?> record) {
        var problems = new ArrayList<>(refuse(record.getName(), record.getAnnotations()));
        for (var component : record.getRecordComponents()) {
            var site = record.getName() + "." + component.getName();
            problems.addAll(refuse(site, annotations(component)));
        }
        return problems;
    }

    private List<String> refuse(String site, Annotation... annotations) {
        return Arrays.stream(annotations)
                .filter(annotation -> input || !(annotation instanceof JsonProperty))
                .map(annotation -> annotation.annotationType())
                .filter(type -> type.getName().startsWith("com.fasterxml.jackson."))
                .map(
                        type ->
                                "%s: has @%s, which a schema doesn't see: write the record as it should look"
                                        .formatted(site, type.getSimpleName()))
                .toList();
    }

    private Optional<JsonProperty> renamed(RecordComponent component) {
        return Arrays.stream(annotations(component))
                .filter(_ -> !input)
                .filter(JsonProperty.class::isInstance)
                .map(JsonProperty.class::cast)
                .findAny();
    }

    /// Those of the field, where they are whether or not the accessor is written out.
    private static Annotation[] annotations(RecordComponent component) {
        try {
            var record = component.getDeclaringRecord();
            return record.getDeclaredField(component.getName()).getAnnotations();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("a record without its field", impossible);
        }
    }
}
