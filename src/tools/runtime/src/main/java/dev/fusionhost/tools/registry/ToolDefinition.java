package dev.fusionhost.tools.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fusionhost.tools.ToolKind;
import org.jspecify.annotations.Nullable;

/// What a caller knows of a tool.
///
/// @param title what a person reads; null where the name will do
/// @param inputSchema JSON Schema, draft 2020-12; likewise outputSchema
/// @param limits what the tool may take of the host; nothing that a caller is told
/// @param outputSchema null where the output can be anything
public record ToolDefinition(
        String name,
        @Nullable String title,
        String description,
        ToolKind kind,
        ToolLimits limits,
        ObjectNode inputSchema,
        @Nullable ObjectNode outputSchema) {
    /// The same with more words.
    ToolDefinition saying(String more) {
        return new ToolDefinition(
                name, title, description + " " + more, kind, limits, inputSchema, outputSchema);
    }
}
