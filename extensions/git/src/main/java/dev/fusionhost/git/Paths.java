package dev.fusionhost.git;

import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Files and folders of a work tree that a caller named: `src/Main.java`, `docs`, `.` for all.
/// Nothing in them is a pattern.
final class Paths {
    private final List<String> names;

    private Paths(List<String> names) {
        this.names = names;
    }

    /// @throws dev.fusionhost.tools.ToolException `invalid_input` for a path that leaves the work
    ///     tree
    static Paths of(Collection<String> given) {
        return new Paths(given.stream().map(Paths::checked).toList());
    }

    private static String checked(String given) {
        var name = given;
        while (name.startsWith("./")) name = name.substring(2);
        while (name.endsWith("/") && name.length() > 1) name = name.substring(0, name.length() - 1);
        if (name.equals(".")) return "";
        for (var part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals("..") || part.equalsIgnoreCase(".git")) {
                throw Refusals.invalid(
                        "A path must be relative to the work tree and stay in it, as git_status"
                                + " shows it.");
            }
        }
        return name;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean covers(String file) {
        return names.stream()
                .anyMatch(
                        name -> name.isEmpty() || file.equals(name) || file.startsWith(name + "/"));
    }

    /// Those that cover none of the files.
    List<String> without(Collection<String> files) {
        return names.stream()
                .filter(
                        name ->
                                files.stream()
                                        .noneMatch(file -> new Paths(List.of(name)).covers(file)))
                .toList();
    }

    /// Lets through what is named; everything, where nothing is.
    TreeFilter filter() {
        return names.isEmpty() || names.contains("")
                ? TreeFilter.ALL
                : PathFilterGroup.createFromStrings(names);
    }
}
