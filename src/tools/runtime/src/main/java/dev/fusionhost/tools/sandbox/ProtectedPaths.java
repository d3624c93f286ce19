package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// What no tool reaches, also inside a root: keys, credentials, browser profiles, the host's own
/// state, and `/proc`, through which a process hands out its memory, environment and open files.
///
/// A path counts in the form in which it is given and in the form to which its links led when the
/// host started. Upper and lower case are not told apart, since some file systems don't either.
final class ProtectedPaths {
    private static final List<String> IN_HOME =
            List.of(
                    ".fusion-host",
                    ".ssh",
                    ".gnupg",
                    ".aws",
                    ".password-store",
                    ".local/share/keyrings",
                    ".local/share/kwalletd",
                    ".mozilla",
                    ".config/google-chrome",
                    ".config/chromium",
                    ".config/BraveSoftware",
                    ".config/microsoft-edge",
                    ".config/opera",
                    ".config/vivaldi",
                    "snap/firefox",
                    "snap/chromium",
                    ".var/app/org.mozilla.firefox",
                    ".var/app/com.google.Chrome",
                    ".var/app/org.chromium.Chromium",
                    "Library/Keychains",
                    "Library/Cookies",
                    "Library/Safari",
                    "Library/Application Support/Firefox",
                    "Library/Application Support/Google/Chrome",
                    "Library/Application Support/Chromium",
                    "Library/Application Support/BraveSoftware",
                    "Library/Application Support/Microsoft Edge",
                    "AppData/Roaming/Mozilla",
                    "AppData/Roaming/Microsoft/Credentials",
                    "AppData/Roaming/Microsoft/Protect",
                    "AppData/Roaming/Microsoft/Vault",
                    "AppData/Local/Microsoft/Credentials",
                    "AppData/Local/Microsoft/Vault",
                    "AppData/Local/Microsoft/Edge",
                    "AppData/Local/Google/Chrome",
                    "AppData/Local/Chromium",
                    "AppData/Local/BraveSoftware");
    private static final List<String> OF_THE_SYSTEM =
            File.separatorChar == '/' ? List.of("/proc") : List.of();

    private final List<Path> paths;

    private ProtectedPaths(List<Path> paths) {
        this.paths = paths;
    }

    /// The built-in ones below a home folder, and more.
    static ProtectedPaths of(Path home, Collection<Path> more) {
        var builtIn =
                Stream.concat(
                        IN_HOME.stream().map(home::resolve), OF_THE_SYSTEM.stream().map(Path::of));
        return new ProtectedPaths(
                Stream.concat(builtIn, more.stream())
                        .map(path -> path.toAbsolutePath().normalize())
                        .flatMap(path -> Stream.of(path, canonical(path)))
                        .distinct()
                        .toList());
    }

    /// As far as the path exists its links are followed, and the rest is taken as it is.
    private static Path canonical(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            var parent = path.getParent();
            return parent == null ? path : canonical(parent).resolve(parent.relativize(path));
        }
    }

    /// Whether a canonical path is protected or below something that is.
    boolean cover(Path path) {
        var text = path.toString();
        for (var one : paths) if (isAtOrBelow(text, one.toString())) return true;
        return false;
    }

    /// Whether something protected may be below a canonical path.
    boolean anyBelow(Path path) {
        return paths.stream().anyMatch(one -> isAtOrBelow(one.toString(), path.toString()));
    }

    /// Whether something protected is there below a canonical path.
    boolean anyThereBelow(Path path) {
        return paths.stream()
                .filter(one -> isAtOrBelow(one.toString(), path.toString()))
                .anyMatch(one -> Files.exists(one, NOFOLLOW_LINKS));
    }

    private static boolean isAtOrBelow(String path, String above) {
        int end = above.length();
        if (!path.regionMatches(true, 0, above, 0, end)) return false;
        return path.length() == end
                || path.charAt(end) == File.separatorChar
                || above.charAt(end - 1) == File.separatorChar;
    }
}
