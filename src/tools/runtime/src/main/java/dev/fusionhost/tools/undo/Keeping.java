package dev.fusionhost.tools.undo;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Hears of each step before it is made.
public interface Keeping {
    /// Copies what a step is about to replace or remove. Durable when it returns.
    ///
    /// @param content from where it stands to its end
    /// @param mode as `rwxr-x---`, null where the system has none
    Backup keep(SeekableByteChannel content, @Nullable String mode, Instant modified)
            throws IOException;

    /// Notes a step that is about to be made. Durable when it returns.
    ///
    /// @return the name that a temporary file of this step has, in the folder of what is changed or
    ///     in the root; what a killed process leaves under that name the next start removes
    String intend(Step step) throws IOException;

    /// The step noted last has failed before it changed anything: something was in its way. What is
    /// there is not ours, whatever it looks like.
    void notMade() throws IOException;
}
