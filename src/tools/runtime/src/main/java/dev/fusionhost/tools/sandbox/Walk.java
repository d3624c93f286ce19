package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds where a path leads: from the root that decides over it, name by name, on handles. At a
/// link it reads the link's text and starts again from a root with what the text says.
final class Walk {
    /// As many as Linux follows before it takes them for a circle.
    private static final int MOST_LINKS = 40;

    private static final Path PARENT = Path.of("..");
    private static final Path SELF = Path.of(".");

    private final OpenRoots roots;
    private final ProtectedPaths protectedPaths;
    private final String given;
    private int links;

    /// @param given the path as the caller wrote it, for what the caller is told
    Walk(OpenRoots roots, ProtectedPaths protectedPaths, String given) {
        this.roots = roots;
        this.protectedPaths = protectedPaths;
        this.given = given;
    }

    /// @param path absolute, without `..`
    /// @param lastToo whether a link with the last name is followed as well
    Found find(Path path, boolean lastToo) throws IOException {
        var step = advance(path, lastToo);
        while (true) {
            switch (step) {
                case Found found -> {
                    return found;
                }
                case Detour detour -> step = advance(detour.path(), lastToo);
            }
        }
    }

    private Step advance(Path wanted, boolean lastToo) throws IOException {
        var located = roots.locate(wanted).orElseThrow(this::leftTheRoots);
        if (protectedPaths.cover(located.path())) throw Refusal.protectedPath(given);
        var names = located.names();
        var folder = located.root().open();
        try {
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i);
                var rest = names.subList(i + 1, names.size());
                var seen = look(folder, name);
                if (seen == null && rest.isEmpty()) return new Found(located, null);
                if (seen == null) throw Refusal.notFound(given);
                if (seen.isSymbolicLink() && (lastToo || !rest.isEmpty())) {
                    return follow(folder, name, rest);
                }
                var otherRoot = roots.withFolder(seen);
                if (otherRoot.isPresent()) return new Detour(join(otherRoot.get().path(), rest));
                if (rest.isEmpty()) return new Found(located, seen);
                if (!seen.isDirectory()) throw Refusal.notAFolder(given);
                try (var above = folder) {
                    folder = above.folder(name);
                }
            }
            return new Found(located, folder.attributes());
        } finally {
            folder.close();
        }
    }

    private ToolException leftTheRoots() {
        return links == 0 ? Refusal.outside(given) : Refusal.escape(given);
    }

    private static @Nullable BasicFileAttributes look(FolderHandle folder, Path name)
            throws IOException {
        try {
            return folder.attributes(name);
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    private Detour follow(FolderHandle folder, Path link, List<Path> rest) throws IOException {
        if (++links > MOST_LINKS) throw Refusal.circle(given);
        return new Detour(join(meant(folder.path(), folder.linkTarget(link)), rest));
    }

    /// Where the text of a link leads, without `..`.
    private Path meant(Path folder, Path target) throws IOException {
        var at = folder.resolve(target.isAbsolute() ? target.getRoot() : Path.of(""));
        boolean canonical = true;
        for (var name : target) {
            if (name.equals(PARENT)) {
                if (!canonical) at = canonical(at);
                var above = at.getParent();
                at = above == null ? at : above;
                canonical = true;
            } else if (!name.equals(SELF)) {
                at = at.resolve(name);
                canonical = false;
            }
        }
        return at;
    }

    // Outside the roots nothing is looked at: such a path is taken as text.
    private Path canonical(Path path) throws IOException {
        return roots.locate(path).isEmpty() ? path : find(path, true).located().path();
    }

    private static Path join(Path path, List<Path> rest) {
        for (var name : rest) path = path.resolve(name);
        return path;
    }

    sealed interface Step {}

    /// On the way there was a link, or a root by another name: the path to go on with.
    record Detour(Path path) implements Step {}

    /// Where a path leads.
    ///
    /// @param seen what is there, null if nothing is
    record Found(Located located, @Nullable BasicFileAttributes seen) implements Step {}
}
