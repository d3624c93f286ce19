package dev.fusionhost.tools.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fusionhost.tools.ToolKind;
import org.jspecify.annotations.Nullable;

/// A [ToolBlueprint] on its way from the build into the application, where nothing is generated.
///
/// @param toolClass the bean's class
/// @param inputSchema JSON text, likewise outputSchema
public record RecordedTool(
        String toolClass,
        String name,
        @Nullable String title,
        String description,
        ToolKind kind,
        ToolLimits limits,
        Class<?> input,
        String inputSchema,
        @Nullable String outputSchema) {

    public static RecordedTool of(String toolClass, ToolBlueprint blueprint) {
        var definition = blueprint.definition();
        var output = definition.outputSchema();
        return new RecordedTool(
                toolClass,
                definition.name(),
                definition.title(),
                definition.description(),
                definition.kind(),
                definition.limits(),
                blueprint.input(),
                definition.inputSchema().toString(),
                output == null ? null : output.toString());
    }

    ToolDefinition definition(ObjectMapper mapper) {
        return new ToolDefinition(
                name,
                title,
                description,
                kind,
                limits,
                schema(inputSchema, mapper),
                outputSchema == null ? null : schema(outputSchema, mapper));
    }

    private static ObjectNode schema(String text, ObjectMapper mapper) {
        try {
            // A bound such as 0.1 stays the number that the author wrote.
            return mapper.readerFor(ObjectNode.class)
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readValue(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a recorded schema that isn't JSON", impossible);
        }
    }
}
