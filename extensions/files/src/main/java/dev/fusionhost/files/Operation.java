package dev.fusionhost.files;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolException;
import org.jspecify.annotations.Nullable;

/// One change of a file or a folder. Each tool makes one, and a batch makes many.
sealed interface Operation permits Writing, Arranging {
    /// Adds it to the plan.
    ///
    /// @return what it will have done
    Done draft(Scene scene);

    /// What an operation has done.
    ///
    /// @param toPath for a move or a copy
    /// @param sha256 of a file that was written
    record Done(String op, String path, @Nullable String toPath, @Nullable String sha256) {}

    static ToolException exists(String path) {
        return new ToolException(
                ErrorCode.EXISTS, "%s exists already.".formatted(Printable.of(path)));
    }
}
