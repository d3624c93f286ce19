package dev.fusionhost.tools.deployment.library;

import dev.fusionhost.tools.FileName;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import java.util.List;

@Tool(name = "sweep", description = "Sweeps.")
class Sweep extends Listing<Sweep.Input> {
    enum Depth {
        SHALLOW,
        DEEP
    }

    record Input(@FileName String name, Depth depth) {}

    @Override
    public Plan<List<String>> plan(Input input, ToolContext context) {
        return Plan.of("Sweep " + input.name()).apply(() -> List.of(input.name()));
    }
}
