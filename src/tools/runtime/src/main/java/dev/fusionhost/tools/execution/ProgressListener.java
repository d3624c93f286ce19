package dev.fusionhost.tools.execution;

import org.jspecify.annotations.Nullable;

/// Hears how far a call has come, on the call's own thread and as often as its tool tells it.
public interface ProgressListener {
    /// @param total null where it isn't known
    void progress(long done, @Nullable Long total, @Nullable String message);
}
