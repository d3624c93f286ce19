package ${package};

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;

@Tool(name = "count_lines", description = "Count the lines of a text file.")
class CountLines implements ReadTool<CountLines.Input, CountLines.Output> {
    record Input(@NotBlank @Description("Absolute, or relative to the first root.") String path) {}

    record Output(long lines) {}

    @Override
    public Output execute(Input input, ToolContext context) throws IOException {
        try (var text = context.existing(input.path()).reader()) {
            return new Output(text.lines().count());
        }
    }
}
