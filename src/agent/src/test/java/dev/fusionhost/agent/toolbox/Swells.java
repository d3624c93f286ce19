package dev.fusionhost.agent.toolbox;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;

@Tool(name = "swells", description = "Gives a text of any length.")
class Swells implements ReadTool<Swells.Input, Swells.Output> {
    record Input(int length) {}

    record Output(String text) {}

    @Override
    public Output execute(Input input, ToolContext context) {
        return new Output("x".repeat(input.length()));
    }
}
