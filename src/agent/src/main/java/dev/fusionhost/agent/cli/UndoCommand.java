package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.config.Roots;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Changes;
import dev.fusionhost.tools.undo.PastChange;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "undo",
        description = "List what tools have changed in the last 30 days, or take a change back.",
        mixinStandardHelpOptions = true)
class UndoCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The change to take back; without it, they are listed.")
    @Nullable String id;

    @Mixin RootsOption roots;
    @Spec CommandSpec spec;

    private final HostSettings settings;
    private final HostHome home;

    UndoCommand(HostSettings settings, HostHome home) {
        this.settings = settings;
        this.home = home;
    }

    @Override
    public Integer call() {
        try (var sandbox = Roots.sandbox(roots.roots(settings), home.path())) {
            home.whenFree(sandbox::recover);
            var changes = sandbox.changes(() -> true);
            if (id == null) list(changes.past());
            else undo(id, changes);
            return ExitCode.OK.number();
        } catch (ToolException refused) {
            throw new HostFailure(ExitCode.DATA, refused.sentence(), refused);
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO, "The undo journal can't be written; nothing was changed.", failed);
        }
    }

    private void list(List<PastChange> past) {
        var undone = past.stream().map(PastChange::undoes).collect(Collectors.toSet());
        for (var change : past) {
            out().printf(
                            "%s  %s  %s%s%n",
                            change.id(),
                            TIME.format(change.at()),
                            change.summary(),
                            undone.contains(change.id()) ? " (undone)" : "");
        }
    }

    private void undo(String undoId, Changes changes) throws IOException {
        var reversal = changes.reversal(undoId);
        reversal.check();
        boolean done = false;
        try {
            reversal.run();
            changes.keep("Undo: " + reversal.change().summary());
            done = true;
        } finally {
            if (!done) changes.takeBack();
        }
        out().printf("Undone: %s%n", reversal.change().summary());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
