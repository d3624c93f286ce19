package dev.fusionhost.agent.config;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Safekeeping;
import dev.fusionhost.tools.sandbox.Sandbox;
import dev.fusionhost.tools.sandbox.Trash;
import dev.fusionhost.tools.undo.UndoJournal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// Reads the allowed folders as a person types them: `DIR`, `~/DIR`, or `DIR:ro` for one that may
/// be read only.
public final class Roots {
    private static final String READ_ONLY = ":ro";

    private Roots() {}

    /// The sandbox over these folders. What calls change is kept for undo in the state folder.
    ///
    /// @param given where empty, the user's home folder
    /// @param home the host's own state folder, which no tool may touch
    /// @throws HostFailure naming a root that isn't a folder
    public static Sandbox sandbox(List<String> given, Path home) {
        var roots = given.isEmpty() ? List.of(System.getProperty("user.home")) : given;
        try {
            var journal = new UndoJournal(home.resolve("journal", "undo"), InstantSource.system());
            return Sandbox.of(
                    roots.stream().map(Roots::root).toList(),
                    List.of(home),
                    new Safekeeping(journal, Trash.ofUser()));
        } catch (InvalidPathException wrong) {
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "The root \"%s\" is not the name of a folder.".formatted(wrong.getInput()));
        } catch (IllegalArgumentException wrong) {
            throw new HostFailure(ExitCode.CONFIG, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /// The same root in words that mean it wherever the host is started.
    public static String spelledOut(String text) {
        var root = root(text);
        return root.path() + (root.readOnly() ? READ_ONLY : "");
    }

    private static Root root(String text) {
        var readOnly = text.endsWith(READ_ONLY);
        var folder = readOnly ? text.substring(0, text.length() - READ_ONLY.length()) : text;
        // The empty path is wherever the host was started, which nobody has allowed.
        if (folder.isBlank())
            throw new HostFailure(
                    ExitCode.CONFIG, "A root is empty; give the name of a folder, or none at all.");
        var path = absolute(folder);
        var name = path.getFileName();
        return new Root(path, name == null ? path.toString() : name.toString(), readOnly);
    }

    private static Path absolute(String folder) {
        var home = System.getProperty("user.home");
        if (folder.equals("~")) return Path.of(home);
        if (folder.startsWith("~/")) return Path.of(home, folder.substring(2));
        return Path.of(folder).toAbsolutePath().normalize();
    }
}
