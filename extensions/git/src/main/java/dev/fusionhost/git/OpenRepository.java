package dev.fusionhost.git;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.jspecify.annotations.Nullable;

/// A repository, for the length of one call.
final class OpenRepository implements AutoCloseable {
    private final GitFolder folder;
    private final ToolContext context;
    private final HarmlessRepository jgit;

    private OpenRepository(GitFolder folder, ToolContext context) throws IOException {
        this.folder = folder;
        this.context = context;
        var gitFolders = List.of(folder.own().toPath(), folder.common().toPath());
        var fs = new HarmlessFs(gitFolders, this::mayBeListed);
        this.jgit = HarmlessRepository.of(folder, fs, HarmlessConfig.of(folder.config()));
    }

    /// Opens the repository that a file or folder is in.
    ///
    /// @throws ToolException as [GitFolder#find]
    static OpenRepository at(String path, ToolContext context) throws IOException {
        return new OpenRepository(GitFolder.find(path, context), context);
    }

    /// For what JGit alone knows.
    Repository jgit() {
        return jgit;
    }

    /// JGit's commands. They are closed with this.
    Git git() {
        return Git.wrap(jgit);
    }

    ToolContext context() {
        return context;
    }

    /// The folder of the work tree; in text form it is fit to be shown.
    Place workTree() {
        return folder.workTree();
    }

    /// The branch that commits go to; empty if HEAD is a commit itself.
    Optional<String> branch() throws IOException {
        var head = jgit.exactRef(Constants.HEAD);
        return head == null || !head.isSymbolic()
                ? Optional.empty()
                : Optional.of(Repository.shortenRefName(head.getTarget().getName()));
    }

    /// The branch for a person to read, or the commit.
    String whereItIs() throws IOException {
        return Printable.of(branch().orElse("a detached HEAD"));
    }

    /// The commit that is checked out; empty before the first one.
    Optional<RevCommit> headCommit() throws IOException {
        var id = jgit.resolve(Constants.HEAD);
        return id == null ? Optional.empty() : Optional.of(commit(id));
    }

    /// The commit of a revision (`main`, `HEAD~2`, `v1.0`, `4f1c2d`).
    ///
    /// @throws ToolException `unknown_revision`
    RevCommit commit(String revision) throws IOException {
        try {
            var id = jgit.resolve(revision + "^{commit}");
            if (id != null) return commit(id);
        } catch (RevisionSyntaxException
                | AmbiguousObjectException
                | IncorrectObjectTypeException
                | MissingObjectException _) {
            // Told below.
        }
        throw Refusals.unknownRevision(revision);
    }

    private RevCommit commit(ObjectId id) throws IOException {
        try (var walk = new RevWalk(jgit)) {
            return walk.parseCommit(id);
        }
    }

    /// The files of a commit; none of null.
    AbstractTreeIterator files(@Nullable RevCommit commit) throws IOException {
        if (commit == null) return new EmptyTreeIterator();
        try (var reader = jgit.newObjectReader()) {
            var files = new CanonicalTreeParser();
            files.reset(reader, commit.getTree());
            return files;
        }
    }

    /// The files on the disk, those that are ignored too.
    FileTreeIterator filesOnDisk() {
        var files = new FileTreeIterator(jgit);
        files.setWalkIgnoredDirectories(true);
        return files;
    }

    /// What the next commit begins with: for [dev.fusionhost.tools.Plan.Draft#dependsOn].
    String head() throws IOException {
        var head = headCommit().map(RevCommit::name).orElse("none");
        return "HEAD=%s on %s".formatted(head, branch().orElse("none"));
    }

    /// What is staged: for [dev.fusionhost.tools.Plan.Draft#dependsOn].
    String index() throws IOException {
        var index = jgit.readDirCache();
        var digest = Constants.newMessageDigest();
        for (int i = 0; i < index.getEntryCount(); i++) add(digest, index, i);
        return "index=" + HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, DirCache index, int i) {
        var entry = index.getEntry(i);
        var path = entry.getRawPath();
        var id = new byte[Constants.OBJECT_ID_LENGTH];
        entry.getObjectId().copyRawTo(id, 0);
        digest.update(
                ByteBuffer.allocate(12)
                        .putInt(path.length)
                        .putInt(entry.getRawMode())
                        .putInt(entry.getStage())
                        .flip());
        digest.update(path);
        digest.update(id);
    }

    /// Refuses a repository in which nothing may be written.
    ///
    /// @throws ToolException `read_only_root`
    void mustBeWritable() {
        for (var place : List.of(folder.own(), folder.common())) {
            if (place.root().readOnly()) throw Refusals.readOnly();
        }
    }

    /// Refuses a repository in the midst of something.
    ///
    /// @throws ToolException `repository_busy`
    void mustBeAtRest() throws IOException {
        if (jgit.getRepositoryState() != RepositoryState.SAFE) {
            throw Refusals.busy(
                    "The repository is in the midst of something (%s): it has to be finished first."
                            .formatted(jgit.getRepositoryState().getDescription()));
        }
        if (jgit.readDirCache().hasUnmergedPaths()) {
            throw Refusals.busy("The repository has conflicts: they have to be solved first.");
        }
    }

    /// Where a change to a file of the work tree lands: the file, or the closest folder above that
    /// is there.
    ///
    /// @throws ToolException `read_only_root`, `symlink_escape`, `protected_path`
    Place target(String file) {
        var place = closest(folder.workTree().toPath().resolve(file));
        if (place.root().readOnly()) throw Refusals.readOnly();
        return place;
    }

    /// Whether something is on the disk where the file would be.
    boolean isOnDisk(String file) {
        var path = folder.workTree().toPath().resolve(file);
        return closest(path).toPath().equals(path);
    }

    /// Refuses a file of the work tree whose content no tool may see.
    ///
    /// @throws ToolException `symlink_escape`, `protected_path`
    void mustBeVisible(String file) {
        closest(folder.workTree().toPath().resolve(file));
    }

    private Place closest(Path path) {
        var top = folder.workTree().toPath();
        for (var at = path; at != null && !at.equals(top); at = at.getParent()) {
            try {
                return context.entry(at.toString());
            } catch (ToolException refused) {
                if (!refused.code().equals(ErrorCode.NOT_FOUND)
                        && !refused.code().equals(ErrorCode.NOT_A_DIRECTORY)) throw refused;
            }
        }
        return folder.workTree();
    }

    private boolean mayBeListed(Path path) {
        try {
            context.existing(path.toString());
            return true;
        } catch (ToolException _) {
            return false;
        }
    }

    @Override
    public void close() {
        jgit.close();
    }
}
