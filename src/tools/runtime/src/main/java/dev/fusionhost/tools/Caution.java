package dev.fusionhost.tools;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.fusionhost.tools.sandbox.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a person should know before a file is changed. Looks by path: it grants nothing.
final class Caution {
    /// What something runs, or reads as commands, later and without being asked: hooks, profiles of
    /// shells, autostart folders, services, tasks of editors.
    private static final Pattern RUN_LATER =
            Pattern.compile(
                    ".*/("
                            + "\\.git/(hooks/[^/]+|config)|\\.husky/.+|\\.githooks/.+"
                            + "|\\.(bash|zsh)rc|\\.bash_(profile|login|logout|aliases)|\\.profile"
                            + "|\\.z(shenv|profile|login|logout)|\\.config/fish/.+|\\.envrc"
                            + "|\\.config/(autostart|systemd|environment\\.d)/.+"
                            + "|library/launchagents/.+|start menu/programs/startup/.+"
                            + "|(windows)?powershell/[^/]*profile\\.ps1"
                            + "|\\.vscode/(tasks|launch|settings)\\.json"
                            + "|\\.idea/(runconfigurations/.+|workspace\\.xml)"
                            + "|\\.devcontainer/.+|\\.(vimrc|exrc|emacs)"
                            + ")");

    private Caution() {}

    /// Before a file gets another content.
    static List<String> of(Place place) {
        var warnings = new ArrayList<>(ofTarget(place));
        int others = otherNames(place.toPath());
        if (others > 0) {
            warnings.add(
                    "The file has %d more name(s) (hard links), which keep the old content."
                            .formatted(others));
        }
        return warnings;
    }

    /// Before something comes to a place.
    static List<String> ofTarget(Place place) {
        var path = place.path().replace('\\', '/').toLowerCase(Locale.ROOT);
        return RUN_LATER.matcher(path).matches()
                ? List.of("Something runs this file later, or takes commands from it.")
                : List.of();
    }

    static List<String> ofMove(Place from, Place to) {
        var warnings = new ArrayList<>(ofTarget(to));
        if (!from.sharesFileSystemWith(to)) {
            warnings.add(
                    "It goes to another file system: it is copied, and the original goes to the"
                            + " trash.");
        }
        return warnings;
    }

    private static int otherNames(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) return 0;
        try {
            return (int) Files.getAttribute(file, "unix:nlink", NOFOLLOW_LINKS) - 1;
        } catch (IOException _) {
            return 0;
        }
    }
}
