package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Folder;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The rules that hold in one folder: those of its own `.gitignore` before those of the folders
/// above it, and in each file the last one that matches.
///
/// @param folder absolute path
/// @param rules of its own, the last one first
record IgnoreRules(@Nullable IgnoreRules above, String folder, List<IgnoreRule> rules) {
    private static final String FILE = ".gitignore";

    /// More is no list of rules that somebody wrote.
    private static final int MOST_BYTES = 256 << 10;

    /// The rules from above a folder: of the repository that it is in, where it is in one.
    static @Nullable IgnoreRules above(Folder folder, Path root, ToolContext context) {
        if (folder.entry(".git").info().isPresent()) return null;
        var path = Path.of(folder.path()).getParent();
        return path == null || !path.startsWith(root) ? null : ofRepository(path, root, context);
    }

    private static @Nullable IgnoreRules ofRepository(Path path, Path root, ToolContext context) {
        try (var folder = context.existing(path.toString()).openFolder()) {
            if (folder.entry(".git").info().isPresent()) return of(null, folder);
            var parent = path.getParent();
            if (parent == null || !parent.startsWith(root)) return null;
            var above = ofRepository(parent, root, context);
            return above == null ? null : of(above, folder);
        } catch (ToolException _) {
            return null;
        }
    }

    /// The rules for what is in a folder.
    static @Nullable IgnoreRules of(@Nullable IgnoreRules above, Folder folder) {
        var entry = folder.entry(FILE);
        if (!entry.isFile()) return above;
        try (var channel = entry.open()) {
            if (channel.size() > MOST_BYTES) return above;
            var bytes = ByteBuffer.allocate(MOST_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            var text = new String(bytes.array(), 0, bytes.position(), UTF_8);
            var rules = text.lines().map(IgnoreRule::of).flatMap(Optional::stream).toList();
            return new IgnoreRules(above, folder.path(), rules.reversed());
        } catch (IOException | ToolException _) {
            return above;
        }
    }

    /// Whether something in or below the folder is ignored; what is in an ignored folder isn't
    /// asked about.
    ///
    /// @param path absolute
    boolean ignore(String path, BooleanSupplier isFolder) {
        for (@Nullable IgnoreRules here = this; here != null; here = here.above) {
            var local = here.local(path);
            for (var rule : here.rules) if (rule.matches(local, isFolder)) return !rule.again();
        }
        return false;
    }

    private String local(String path) {
        var local =
                path.substring(
                        folder.endsWith(File.separator) ? folder.length() : folder.length() + 1);
        return File.separatorChar == '/' ? local : local.replace(File.separatorChar, '/');
    }
}
