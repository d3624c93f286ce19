package dev.fusionhost.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.treewalk.FileTreeIterator.FileEntry;
import org.eclipse.jgit.treewalk.FileTreeIterator.FileModeStrategy;
import org.eclipse.jgit.treewalk.WorkingTreeIterator.Entry;
import org.eclipse.jgit.util.FS;

/// The file system as JGit sees it: it starts no process, follows no path that a repository names,
/// and shows only files, folders and links.
final class HarmlessFs extends FS {
    private static final boolean POSIX = File.separatorChar == '/';

    private final List<Path> gitFolders;
    private final Predicate<Path> mayBeListed;

    /// @param gitFolders what JGit may resolve names in
    /// @param mayBeListed whether a folder of the work tree is shown at all
    HarmlessFs(List<Path> gitFolders, Predicate<Path> mayBeListed) {
        this.gitFolders = gitFolders;
        this.mayBeListed = mayBeListed;
    }

    /// Where nothing is and nothing can be made: below a file that every repository has.
    private File nowhere() {
        return gitFolders.getFirst().resolve(Constants.HEAD).resolve("nothing").toFile();
    }

    // JGit asks this for `config` and what it includes, and for what the `.git` of a submodule
    // names: the first is read by HarmlessConfig, the others are not read.
    @Override
    public File resolve(File folder, String name) {
        var path = super.resolve(folder, name).toPath().normalize();
        boolean own = gitFolders.stream().anyMatch(path::startsWith);
        return own && !name.equals(Constants.CONFIG) ? path.toFile() : nowhere();
    }

    // A fifo would make whoever reads it wait for ever.
    @Override
    public Entry[] list(File folder, FileModeStrategy modes) {
        var files = mayBeListed.test(folder.toPath()) ? folder.listFiles() : null;
        if (files == null) return new Entry[0];
        return Arrays.stream(files)
                .map(this::getAttributes)
                .filter(it -> it.isRegularFile() || it.isDirectory() || it.isSymbolicLink())
                .map(it -> new FileEntry(it.getFile(), this, it, modes))
                .toArray(Entry[]::new);
    }

    @Override
    public FS newInstance() {
        return this;
    }

    @Override
    public File userHome() {
        return nowhere();
    }

    @Override
    protected File discoverGitExe() {
        throw noProcess();
    }

    @Override
    public ProcessBuilder runInShell(String command, String[] arguments) {
        throw noProcess();
    }

    private static UnsupportedOperationException noProcess() {
        return new UnsupportedOperationException("No process is started for a repository.");
    }

    @Override
    public boolean supportsSymlinks() {
        return POSIX;
    }

    @Override
    public boolean supportsExecute() {
        return POSIX;
    }

    @Override
    public boolean isCaseSensitive() {
        return FS.DETECTED.isCaseSensitive();
    }

    @Override
    public boolean canExecute(File file) {
        return FS.DETECTED.canExecute(file);
    }

    // Whoever may read the file may run it: the same as with a umask, without asking a shell for
    // it.
    @Override
    public boolean setExecute(File file, boolean executable) {
        if (!POSIX) return false;
        try {
            var permissions = Files.getPosixFilePermissions(file.toPath());
            for (var who : List.of("OWNER", "GROUP", "OTHERS")) {
                var execute = PosixFilePermission.valueOf(who + "_EXECUTE");
                boolean reads = permissions.contains(PosixFilePermission.valueOf(who + "_READ"));
                if (executable && reads) permissions.add(execute);
                else permissions.remove(execute);
            }
            Files.setPosixFilePermissions(file.toPath(), permissions);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public boolean retryFailedLockFileCommit() {
        return FS.DETECTED.retryFailedLockFileCommit();
    }

    @Override
    public Attributes getAttributes(File path) {
        return FS.DETECTED.getAttributes(path);
    }

    @Override
    public File normalize(File file) {
        return FS.DETECTED.normalize(file);
    }

    @Override
    public String normalize(String name) {
        return FS.DETECTED.normalize(name);
    }
}
