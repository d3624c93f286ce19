package dev.fusionhost.agent.toolbox;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;

@Tool(
        name = "limited",
        description = "Says a word over and over, or waits until a test lets it go on.",
        timeoutSeconds = 1,
        maxConcurrent = 1,
        maxOutputBytes = 100)
class Limited implements ReadTool<Limited.Input, String> {
    record Input(boolean waits, int times) {}

    @Override
    public String execute(Input input, ToolContext context) throws InterruptedException {
        if (input.waits()) Waits.GO.acquire();
        return "word ".repeat(input.times());
    }
}
