package dev.fusionhost.git;

import dev.fusionhost.tools.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// What a commit would hold: what is staged, with some files of the disk in place of it.
final class Staging implements AutoCloseable {
    private final OpenRepository repository;
    private final Paths paths;
    private final Diffs staged;
    private final Diffs disk;
    private final List<DiffEntry> fromIndex = new ArrayList<>();
    private final List<DiffEntry> fromDisk = new ArrayList<>();

    Staging(OpenRepository repository, Paths paths) {
        this.repository = repository;
        this.paths = paths;
        // A file is listed where it goes and where it comes from: the two may be of two kinds.
        this.staged = new Diffs(repository, 3, Proposed.MOST_BYTES / 2).withoutRenames();
        this.disk = new Diffs(repository, 3, Proposed.MOST_BYTES / 2).withoutRenames();
    }

    /// The files that differ from the last commit.
    List<DiffEntry> nextCommit() throws IOException {
        var head = repository.headCommit().orElse(null);
        var index = repository.jgit().readDirCache();
        staged.between(repository.files(head), new DirCacheIterator(index), TreeFilter.ALL).stream()
                .filter(entry -> !paths.covers(FileDiff.path(entry)))
                .forEach(fromIndex::add);
        if (!paths.isEmpty()) {
            var filter = AndTreeFilter.create(paths.filter(), OnDisk.trackedAndNew(index));
            fromDisk.addAll(disk.between(repository.files(head), repository.filesOnDisk(), filter));
        }
        return Stream.concat(fromIndex.stream(), fromDisk.stream()).toList();
    }

    /// Those of them that are not staged yet.
    List<DiffEntry> onDisk() {
        return List.copyOf(fromDisk);
    }

    Plan.Draft propose(Plan.Draft plan, List<DiffEntry> entries) throws IOException {
        new Proposed(repository, staged).addTo(plan, "commit", fromIndex);
        return new Proposed(repository, disk).addTo(plan, "commit", fromDisk);
    }

    /// Stages exactly the files that were listed.
    static void stage(List<DiffEntry> files, Git git) throws GitAPIException {
        var add = git.add();
        var remove = git.rm().setCached(true);
        for (var file : files) {
            if (file.getChangeType() == ChangeType.DELETE) remove.addFilepattern(file.getOldPath());
            else add.addFilepattern(file.getNewPath());
        }
        if (files.stream().anyMatch(file -> file.getChangeType() == ChangeType.DELETE))
            remove.call();
        if (files.stream().anyMatch(file -> file.getChangeType() != ChangeType.DELETE)) add.call();
    }

    @Override
    public void close() {
        staged.close();
        disk.close();
    }
}
