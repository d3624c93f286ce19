package dev.fusionhost.testing.tools;

import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;

@Tool(name = "count_points", description = "Count the survey points in a CSV file.")
class CountPoints implements ReadTool<CountPoints.Input, CountPoints.Counted> {
    record Input(@NotBlank String path) {}

    record Counted(long points) {}

    @Override
    public Counted execute(Input input, ToolContext context) throws IOException {
        long points = -1;
        try (var lines = context.existing(input.path()).reader()) {
            while (lines.readLine() != null) {
                context.checkCancelled();
                context.progress(++points, null, "counting");
            }
        }
        return new Counted(points);
    }
}
