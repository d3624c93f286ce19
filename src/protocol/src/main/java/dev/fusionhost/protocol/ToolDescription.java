package dev.fusionhost.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A tool as a device advertises it.
///
/// @param description written for the model that reads it
/// @param inputSchema JSON Schema, draft 2020-12; likewise outputSchema
public record ToolDescription(
        String name,
        @Nullable String title,
        String description,
        Kind kind,
        JsonNode inputSchema,
        @Nullable JsonNode outputSchema) {
    public ToolDescription {
        Wire.required("name", name);
        Wire.required("description", description);
        Wire.required("kind", kind);
        Wire.required("inputSchema", Wire.tree(inputSchema));
        outputSchema = Wire.tree(outputSchema);
    }

    /// What a call of the tool does at once.
    public enum Kind {
        /// Looks, changes nothing.
        @JsonProperty("read")
        READ,
        /// Acts on arrival.
        @JsonProperty("action")
        ACTION,
        /// Shows a plan first, and changes only what was shown.
        @JsonProperty("mutation")
        MUTATION
    }
}
