package dev.fusionhost.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// The machine as JGit sees it: no settings of user or system, no environment, no name to look up.
///
/// JGit has one for the whole process.
final class HarmlessSystem extends SystemReader.Delegate {
    private HarmlessSystem(SystemReader system) {
        super(system);
    }

    /// From now on JGit sees the machine like this.
    static void install() {
        if (SystemReader.getInstance() instanceof HarmlessSystem) return;
        SystemReader.setInstance(new HarmlessSystem(SystemReader.getInstance()));
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    // The real one asks the name servers.
    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return HarmlessConfig.empty();
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return HarmlessConfig.empty();
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return HarmlessConfig.empty();
    }
}
