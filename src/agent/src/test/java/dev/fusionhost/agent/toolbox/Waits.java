package dev.fusionhost.agent.toolbox;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import java.util.concurrent.Semaphore;

@Tool(
        name = "waits",
        description = "Waits until a test lets it go on; deaf, it doesn't stop when told.")
public class Waits implements ReadTool<Waits.Input, String> {
    /// One permit lets one call go on.
    public static final Semaphore GO = new Semaphore(0);

    record Input(boolean deaf) {}

    @Override
    public String execute(Input input, ToolContext context) throws InterruptedException {
        context.progress(0, 1L, "waiting");
        if (input.deaf()) GO.acquireUninterruptibly();
        else GO.acquire();
        return "went on";
    }
}
