package dev.fusionhost.tools.undo;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// One change of one thing, by its canonical path, with what is needed to take it back and to tell
/// whether it still is as the change left it.
///
/// A print is a text that differs once a thing has been changed or replaced; only the sandbox makes
/// and compares them.
public sealed interface Step extends Line {
    String path();

    /// A file has got its content.
    ///
    /// @param before null where nothing was there
    /// @param after the content's SHA-256, in hex
    @RegisterForReflection
    record Wrote(String path, @Nullable Backup before, String after) implements Step {}

    /// A file has gone.
    @RegisterForReflection
    record Removed(String path, Backup before) implements Step {}

    @RegisterForReflection
    record MadeFolder(String path) implements Step {}

    /// An empty folder has gone.
    @RegisterForReflection
    record RemovedFolder(String path) implements Step {}

    @RegisterForReflection
    record Moved(String path, String toPath, String print) implements Step {}

    /// A copy is being made under its temporary name; nothing is at the path yet.
    @RegisterForReflection
    record Copying(String path) implements Step {}

    /// A copy, a file or a whole folder, has come to the path.
    @RegisterForReflection
    record Copied(String path, String print) implements Step {}

    /// Something was moved to a trash.
    ///
    /// @param bin the trash's folder
    /// @param name what it is called there
    @RegisterForReflection
    record Trashed(String path, String print, String bin, String name) implements Step {}

    /// Something came back from a trash.
    @RegisterForReflection
    record Recovered(String path, String print, String bin, String name) implements Step {}
}
