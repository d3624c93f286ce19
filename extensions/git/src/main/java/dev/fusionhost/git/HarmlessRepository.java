package dev.fusionhost.git;

import java.io.File;
import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.storage.file.FileBasedConfig;

/// A repository that has the settings it is given instead of those on the disk, and no objects but
/// its own.
final class HarmlessRepository extends FileRepository {
    private final HarmlessConfig config;

    private HarmlessRepository(Options options, HarmlessConfig config) throws IOException {
        // Before JGit's own, which asks for it.
        this.config = config;
        super(options);
    }

    static HarmlessRepository of(GitFolder folder, HarmlessFs fs, HarmlessConfig config)
            throws IOException {
        HarmlessSystem.install();
        var options =
                new Options()
                        .setFS(fs)
                        .setGitDir(folder.own().toPath().toFile())
                        .setGitCommonDir(folder.common().toPath().toFile())
                        .setWorkTree(folder.workTree().toPath().toFile())
                        .setup();
        return new HarmlessRepository(options, config);
    }

    @Override
    public FileBasedConfig getConfig() {
        return config;
    }

    @Override
    public ObjectReader newObjectReader() {
        return new BoundedReader(super.newObjectReader());
    }

    private static final class Options extends BaseRepositoryBuilder<Options, HarmlessRepository> {
        // None, rather than null, which means those in `objects/info/alternates`.
        @Override
        public File[] getAlternateObjectDirectories() {
            return new File[0];
        }
    }
}
