package dev.fusionhost.testing.tools;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A mutation whose plan can be told to misbehave.
@Tool(name = "stamp", description = "Rename a file so that its name says it was seen.")
class Stamp implements MutationTool<Stamp.Input, Stamp.Stamped> {
    record Input(String path, Manners manners) {
        Input(String path) {
            this(path, Manners.GOOD);
        }
    }

    record Stamped(String path) {}

    enum Manners {
        GOOD,
        CHANGES_IN_ITS_PLAN,
        WRITES_BEHIND_THE_HOSTS_BACK
    }

    @Override
    public Plan<Stamped> plan(Input input, ToolContext context) throws IOException {
        var from = context.entry(input.path());
        var to = from.sibling(from.name() + ".seen");
        switch (input.manners()) {
            case GOOD -> {}
            case CHANGES_IN_ITS_PLAN -> from.moveTo(to);
            case WRITES_BEHIND_THE_HOSTS_BACK -> Files.writeString(behind(context), "traces");
        }
        return Plan.of("Rename %s to %s.".formatted(from, to.name()))
                .change(Change.move(from, to))
                .reversible()
                .apply(
                        () -> {
                            context.checkCancelled();
                            return new Stamped(from.moveTo(to).toString());
                        });
    }

    private static Path behind(ToolContext context) {
        return context.roots().getFirst().path().resolve("traces.tmp");
    }
}
