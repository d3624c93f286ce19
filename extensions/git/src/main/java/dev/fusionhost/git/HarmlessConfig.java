package dev.fusionhost.git;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.jspecify.annotations.Nullable;

/// Settings that JGit may have: chosen ones of a repository, or none at all. There is no file
/// behind them.
///
/// Whatever else a repository's configuration says (filters, hooks, monitors, drivers, includes,
/// work tree, object folders, signing programs) is as if it weren't there.
final class HarmlessConfig extends FileBasedConfig {
    /// They say how bytes and modes of the work tree compare with those in the repository.
    private static final List<String> CORE =
            List.of(
                    "filemode",
                    "symlinks",
                    "ignorecase",
                    "autocrlf",
                    "eol",
                    "precomposeunicode",
                    "logallrefupdates");

    private HarmlessConfig() {
        super(null, new File("none"), null);
    }

    static HarmlessConfig empty() {
        return new HarmlessConfig();
    }

    /// Takes what does no harm from the text of a repository's configuration.
    ///
    /// @throws dev.fusionhost.tools.ToolException `unsupported_repository`
    static HarmlessConfig of(String text) {
        var given = parse(text);
        mustBeOfAKnownFormat(given);
        var config = new HarmlessConfig();
        for (var name : CORE) config.copy(given, "core", name);
        config.copy(given, "user", "name");
        config.copy(given, "user", "email");
        // A tree with `.GIT`, `git~1` or `.g\u200cit` in it is refused on every system.
        config.setBoolean("core", null, "protectHFS", true);
        config.setBoolean("core", null, "protectNTFS", true);
        return config;
    }

    // A plain Config doesn't look for what is included.
    private static Config parse(String text) {
        try {
            var config = new Config();
            config.fromText(text);
            return config;
        } catch (ConfigInvalidException e) {
            throw Refusals.unsupported("Its configuration can't be read.", e);
        }
    }

    private static void mustBeOfAKnownFormat(Config given) {
        var version = given.getString("core", null, "repositoryformatversion");
        var objects = given.getString("extensions", null, "objectformat");
        var refs = given.getString("extensions", null, "refstorage");
        if (version != null && !version.matches("[01]")) {
            throw Refusals.unsupported("It has a newer format.", null);
        }
        if (objects != null && !objects.equalsIgnoreCase("sha1")) {
            throw Refusals.unsupported("Its objects are not named by SHA-1.", null);
        }
        if (refs != null && !refs.equalsIgnoreCase("files")) {
            throw Refusals.unsupported("Its branches are not kept in files.", null);
        }
    }

    private void copy(Config given, String section, String name) {
        var value = given.getString(section, null, name);
        if (value != null) setString(section, null, name, value);
    }

    // JGit measures how exact a file system's times are, by making files in the folder it was asked
    // about and keeping the result in the user's home; unless a setting tells it.
    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
        if (section.equals("filesystem") && name.equals("timestampResolution")) return "2 seconds";
        return super.getString(section, subsection, name);
    }

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
        return false;
    }

    @Override
    public void save() throws IOException {
        throw new IOException("settings are not written");
    }
}
