package dev.fusionhost.tools.undo;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A record whose process died in the midst of a call; held, so that only one process takes it
/// back.
public final class Unfinished implements Closeable {
    private final RecordFolder folder;
    private final String id;
    private final List<Step> steps;
    private final Hold hold;

    Unfinished(RecordFolder folder, String id, List<Step> steps, Hold hold) {
        this.folder = folder;
        this.id = id;
        this.steps = List.copyOf(steps);
        this.hold = hold;
    }

    public String id() {
        return id;
    }

    /// In the order in which they were noted; the last one may not have been made.
    public List<Step> steps() {
        return steps;
    }

    /// It has been taken back: the record goes, with its backups.
    public void forget() throws IOException {
        folder.forget(id, hold);
    }

    @Override
    public void close() throws IOException {
        hold.close();
    }
}
