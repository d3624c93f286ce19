package dev.fusionhost.agent.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An entry could not be made durable. The message says why, for the operator.
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
