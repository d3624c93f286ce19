package dev.fusionhost.tools.undo;

import java.io.IOException;
import java.nio.file.Path;

/// A line before the last one can't be read, so nobody knows what was done.
final class DamagedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedRecordException(Path record, IOException cause) {
        super(record.getFileName() + " is damaged", cause);
    }
}
