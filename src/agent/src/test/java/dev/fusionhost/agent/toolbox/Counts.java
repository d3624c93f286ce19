package dev.fusionhost.agent.toolbox;

import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import java.util.concurrent.atomic.AtomicInteger;

@Tool(name = "counts", description = "Counts how often it ran.")
public class Counts implements ActionTool<Counts.Input, Counts.Output> {
    public static final AtomicInteger RUNS = new AtomicInteger();

    record Input() {}

    record Output(int runs) {}

    @Override
    public Output execute(Input input, ToolContext context) {
        return new Output(RUNS.incrementAndGet());
    }
}
