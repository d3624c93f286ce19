package dev.fusionhost.agent.toolbox;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import java.util.concurrent.atomic.AtomicBoolean;

@Tool(
        name = "spins",
        description =
                "Keeps the processor busy until a test stops it; deaf, it doesn't stop when told.")
public class Spins implements ReadTool<Spins.Input, String> {
    public static final AtomicBoolean ENOUGH = new AtomicBoolean();

    record Input(boolean deaf) {}

    @Override
    public String execute(Input input, ToolContext context) {
        while (!ENOUGH.get()) if (!input.deaf()) context.checkCancelled();
        return "went on";
    }
}
