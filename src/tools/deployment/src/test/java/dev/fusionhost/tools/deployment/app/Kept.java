package dev.fusionhost.tools.deployment.app;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.ToolContext;
import jakarta.enterprise.inject.Vetoed;

/// A tool that nobody is to find.
@Vetoed
class Kept implements ReadTool<Proxied.Nothing, String> {
    @Override
    public String execute(Proxied.Nothing input, ToolContext context) {
        return "";
    }
}
