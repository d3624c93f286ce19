package dev.fusionhost.agent.toolbox;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;

@Tool(name = "echo", description = "Says what it is told.")
class Echo implements ReadTool<Echo.Input, Echo.Output> {
    record Input(String text) {}

    record Output(String text) {}

    @Override
    public Output execute(Input input, ToolContext context) {
        return new Output(input.text());
    }
}
