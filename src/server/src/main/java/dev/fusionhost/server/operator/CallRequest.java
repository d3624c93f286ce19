package dev.fusionhost.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an operator wants to be run. There is no mode: a mutation shows its plan, and is applied by
/// a second request.
record CallRequest(
        @Schema(required = true, examples = "list_folder") @Nullable String tool,
        @Schema(
                        description = "An object that fits the tool's schema",
                        implementation = Object.class)
                @Nullable JsonNode input,
        @Schema(description = "1 to 600, 30 where absent") @Nullable Integer timeoutSeconds) {}
