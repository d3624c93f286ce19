package dev.fusionhost.git;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Folder;
import dev.fusionhost.tools.sandbox.Place;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where a repository is: all of it inside the roots, and without a link in it.
///
/// @param own what git keeps for this work tree
/// @param common what it keeps for all work trees of the repository; mostly the same
record GitFolder(Place workTree, Place own, Place common) {
    private static final Path ALTERNATES = Path.of("objects", "info", "alternates");

    /// JGit looks into none of them: hooks never run, and submodules are not entered.
    private static final Set<String> NEVER_OPENED = Set.of("hooks", "modules");

    /// A configuration of a repository has some hundred bytes, a `.git` file less.
    private static final int MOST_TEXT = 1 << 20;

    /// The repository that a file or folder is in: its own folder is looked at first, then those
    /// above, as far as the roots go.
    ///
    /// @throws ToolException `not_a_repository`, `unsupported_repository`, and what the sandbox
    ///     refuses
    static GitFolder find(String path, ToolContext context) throws IOException {
        var start = context.existing(path).toPath();
        for (var at = start; at != null && isInRoots(at, context); at = at.getParent()) {
            var dotGit = entry(at.resolve(".git"), context);
            if (dotGit.isEmpty()) continue;
            var folder = of(context.existing(at.toString()), dotGit.get(), context);
            folder.mustBeHarmless(context);
            return folder;
        }
        throw Refusals.notARepository(path);
    }

    /// The text of the repository's own configuration.
    String config() throws IOException {
        var config = common.child("config");
        return config.exists() ? text(config) : "";
    }

    private static boolean isInRoots(Path path, ToolContext context) {
        return context.roots().stream().anyMatch(root -> path.startsWith(root.path()));
    }

    private static Optional<Place> entry(Path path, ToolContext context) {
        try {
            return Optional.of(context.entry(path.toString()));
        } catch (ToolException refused) {
            return switch (refused.code()) {
                case ErrorCode.NOT_FOUND, ErrorCode.NOT_A_DIRECTORY -> Optional.empty();
                default -> throw refused;
            };
        }
    }

    private static GitFolder of(Place workTree, Place dotGit, ToolContext context)
            throws IOException {
        return switch (dotGit.info().type()) {
            case FOLDER -> new GitFolder(workTree, dotGit, dotGit);
            case FILE -> linked(workTree, dotGit, context);
            case LINK, OTHER -> throw Refusals.unsupported("Its .git is a link.", null);
        };
    }

    /// A further work tree, or a submodule: `.git` is a file that names the folder.
    private static GitFolder linked(Place workTree, Place dotGit, ToolContext context)
            throws IOException {
        var text = text(dotGit);
        if (!text.startsWith("gitdir: ")) {
            throw Refusals.unsupported("Its .git names no folder.", null);
        }
        var own = named(workTree, text.substring("gitdir: ".length()), context);
        var commonDir = own.child("commondir");
        var common = commonDir.exists() ? named(own, text(commonDir), context) : own;
        return new GitFolder(workTree, own, common);
    }

    // What the sandbox says would name the folder, which isn't the caller's.
    private static Place named(Place base, String text, ToolContext context) {
        try {
            var folder = context.existing(base.toPath().resolve(text.strip()).toString());
            if (folder.info().isFolder()) return folder;
        } catch (ToolException | java.nio.file.InvalidPathException _) {
            // Told below.
        }
        throw new ToolException(
                ErrorCode.OUTSIDE_ROOTS,
                "The .git of this work tree names a folder that is not inside the roots.");
    }

    private void mustBeHarmless(ToolContext context) {
        if (!own.child("HEAD").exists() || !common.child("objects").exists()) {
            throw Refusals.unsupported("Its .git is no git folder.", null);
        }
        check(common, context);
        if (!own.toPath().startsWith(common.toPath())) check(own, context);
    }

    private static void check(Place gitFolder, ToolContext context) {
        try (var folder = gitFolder.openFolder()) {
            check(folder, true, context);
        }
    }

    private static void check(Folder folder, boolean top, ToolContext context) {
        for (var entry : folder) {
            context.checkCancelled();
            if (top && NEVER_OPENED.contains(entry.name())) continue;
            if (Path.of(entry.path()).endsWith(ALTERNATES)) {
                throw Refusals.unsupported("It borrows objects of another repository.", null);
            }
            if (entry.isFolder()) {
                try (var inner = entry.openFolder()) {
                    check(inner, false, context);
                }
            } else if (!entry.isFile() && entry.info().isPresent()) {
                throw Refusals.unsupported("There are links in its .git.", null);
            }
        }
    }

    private static String text(Place file) throws IOException {
        try (var in = Channels.newInputStream(file.open())) {
            return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
        }
    }
}
