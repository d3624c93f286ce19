package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.UndoJournal;

/// Where that goes which a change replaces or throws away.
public record Safekeeping(UndoJournal journal, Trash trash) {}
