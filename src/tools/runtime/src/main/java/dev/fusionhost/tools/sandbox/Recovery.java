package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.UndoJournal;
import dev.fusionhost.tools.undo.Unfinished;
import java.io.IOException;
import org.jboss.logging.Logger;

/// After a start: takes back the changes that a killed process had not finished. Nothing is looked
/// for in the owner's folders; the journal says where everything is.
final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final Sandbox sandbox;
    private final UndoJournal journal;

    Recovery(Sandbox sandbox, UndoJournal journal) {
        this.sandbox = sandbox;
        this.journal = journal;
    }

    // What can't be taken back now, since its root isn't there, is tried again at the next start.
    void run() {
        try {
            journal.unfinished().forEach(this::takeBack);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The undo journal can't be read; what was not finished stays as it is.", e);
        }
    }

    private void takeBack(Unfinished one) {
        try (one) {
            LOG.infof("Taking back the change %s, which was not finished.", one.id());
            if (new Rollback(sandbox, one.id(), one.steps()).run()) one.forget();
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    e, "The change %s could not be taken back; it is tried again later.", one.id());
        }
    }
}
