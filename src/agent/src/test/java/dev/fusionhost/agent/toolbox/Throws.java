package dev.fusionhost.agent.toolbox;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;

@Tool(name = "throws", description = "Fails in the way it is told.")
class Throws implements ReadTool<Throws.Input, String> {
    record Input(How how) {}

    enum How {
        DEFECT,
        OVERFLOW,
        MISSING,
        WORDLESS
    }

    @Override
    public String execute(Input input, ToolContext context) throws Exception {
        return switch (input.how()) {
            case DEFECT -> throw new IllegalStateException("/a/path/that/nobody/may/see");
            case OVERFLOW -> execute(input, context) + execute(input, context);
            case MISSING -> throw new java.nio.file.NoSuchFileException("/a/path/nobody/may/see");
            case WORDLESS -> throw new ToolException("io", null);
        };
    }
}
