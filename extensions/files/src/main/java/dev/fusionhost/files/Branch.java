package dev.fusionhost.files;

import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.Entry;
import dev.fusionhost.tools.sandbox.Folder;
import dev.fusionhost.tools.sandbox.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A folder in a walk, and what the walk leaves out of it.
///
/// @param prefix the way to it from where the walk began, with a `/` at its end unless it is empty
/// @param git whether `.gitignore` counts, and what belongs to git itself is left out
record Branch(String prefix, @Nullable Glob exclude, boolean git, @Nullable IgnoreRules rules) {
    /// Where a walk begins.
    static Branch first(
            Place place, Folder folder, @Nullable Glob exclude, boolean git, ToolContext context) {
        Path root = place.root().path();
        var above = git ? IgnoreRules.above(folder, root, context) : null;
        return new Branch("", exclude, git, git ? IgnoreRules.of(above, folder) : null);
    }

    /// The branch of a folder in this one.
    Branch below(String name, Folder folder) {
        return new Branch(
                prefix + name + "/", exclude, git, git ? IgnoreRules.of(rules, folder) : null);
    }

    String path(Entry entry) {
        return prefix + entry.name();
    }

    boolean leavesOut(Entry entry) {
        if (exclude != null && exclude.matches(path(entry))) return true;
        if (git && entry.name().equals(".git")) return true;
        return rules != null && rules.ignore(entry.path(), entry::isFolder);
    }
}
