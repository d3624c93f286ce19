package dev.fusionhost.tools.deployment.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
@Tool(name = "proxied", description = "Stands behind a proxy.")
class Proxied implements ActionTool<Proxied.Nothing, JsonNode> {
    record Nothing() {}

    @Override
    public JsonNode execute(Nothing input, ToolContext context) {
        throw new UnsupportedOperationException();
    }
}
