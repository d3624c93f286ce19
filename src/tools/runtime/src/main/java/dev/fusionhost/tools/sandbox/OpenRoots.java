package dev.fusionhost.tools.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All the roots of the owner, opened; the most specific one decides over a path.
final class OpenRoots implements Closeable {
    private final List<OpenRoot> roots;

    private OpenRoots(List<OpenRoot> roots) {
        this.roots = List.copyOf(roots);
    }

    /// @throws IllegalArgumentException with one sentence for the owner
    static OpenRoots of(
            List<Root> given, ProtectedPaths protectedPaths, FolderHandle.Opener opener) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException(
                    "No root is set: name at least one folder that the tools may use.");
        }
        var canonical = new LinkedHashMap<Path, Root>();
        for (var root : given) {
            var path = canonical(root.path());
            if (protectedPaths.cover(path)) {
                throw refusal(
                        root.path(), "is protected: no tool may touch it, leave it out", null);
            }
            if (canonical.putIfAbsent(path, root) != null) {
                throw refusal(root.path(), "is given twice: leave one of them out", null);
            }
        }
        var roots = new ArrayList<OpenRoot>();
        canonical.forEach((path, root) -> roots.add(open(path, root, opener)));
        return new OpenRoots(roots);
    }

    private static Path canonical(Path given) {
        if (!Files.exists(given)) {
            throw refusal(given, "does not exist: create the folder or leave the root out", null);
        }
        if (!Files.isDirectory(given)) {
            throw refusal(given, "is not a folder: name the folder that it is in", null);
        }
        try {
            return given.toRealPath();
        } catch (IOException e) {
            throw refusal(given, "can't be reached: check the permissions of this user", e);
        }
    }

    private static OpenRoot open(Path path, Root root, FolderHandle.Opener opener) {
        try {
            var given = root.path().toAbsolutePath().normalize();
            // The text without `..` can mean another folder, where a link comes before the `..`.
            var alias = given.toRealPath().equals(path) ? given : path;
            return new OpenRoot(new Root(path, root.label(), root.readOnly()), alias, opener);
        } catch (IOException e) {
            throw refusal(
                    root.path(), "can't be opened: check that this user may list the folder", e);
        }
    }

    private static IllegalArgumentException refusal(
            Path root, String why, @Nullable IOException cause) {
        return new IllegalArgumentException("The root %s %s.".formatted(root, why), cause);
    }

    List<Root> list() {
        return roots.stream().map(OpenRoot::root).toList();
    }

    OpenRoot first() {
        return roots.getFirst();
    }

    /// The root that decides over a path, and the path in canonical form. The path is taken as
    /// text.
    Optional<Located> locate(Path path) {
        return located(path).flatMap(form -> located(form.path()));
    }

    private Optional<Located> located(Path path) {
        return roots.stream()
                .flatMap(root -> root.canonical(path).map(p -> new Located(root, p)).stream())
                .max(Comparator.comparingInt(found -> found.root().path().getNameCount()));
    }

    /// The root whose folder this is, by whatever name it was reached: another spelling on a file
    /// system that takes both for one, or a second mount.
    Optional<OpenRoot> withFolder(BasicFileAttributes folder) {
        return roots.stream().filter(root -> root.is(folder)).findFirst();
    }

    /// Whether moving what is at this path would take a root along.
    boolean anyBelow(Path path) {
        return roots.stream().anyMatch(root -> root.path().startsWith(path));
    }

    @Override
    public void close() throws IOException {
        for (var root : roots) root.close();
    }
}
