package dev.fusionhost.git;

import java.io.IOException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Which files of the disk count when they are compared with a commit or the index: those that are
/// tracked, and if asked for, new ones that are not ignored. Submodules never do. Other than with
/// git, a file of the commit that was removed from the index alone is still compared.
final class OnDisk extends TreeFilter {
    private final DirCache index;
    private final boolean newToo;

    private OnDisk(DirCache index, boolean newToo) {
        this.index = index;
        this.newToo = newToo;
    }

    static TreeFilter tracked(DirCache index) {
        return new OnDisk(index, false);
    }

    static TreeFilter trackedAndNew(DirCache index) {
        return new OnDisk(index, true);
    }

    @Override
    public boolean include(TreeWalk walk) throws IOException {
        boolean inCommit = false;
        boolean isNew = false;
        for (int i = 0; i < walk.getTreeCount(); i++) {
            if (walk.getRawMode(i) == FileMode.TYPE_GITLINK) return false;
            var tree = walk.getTree(i, AbstractTreeIterator.class);
            if (tree instanceof WorkingTreeIterator disk) isNew = newToo && !disk.isEntryIgnored();
            else inCommit |= tree != null;
        }
        if (inCommit || isNew) return walk.isSubtree() || !isLeftAlone(walk.getPathString());
        return isInIndex(walk);
    }

    private boolean isInIndex(TreeWalk walk) {
        var path = walk.getPathString();
        if (walk.isSubtree()) return index.getEntriesWithin(path).length > 0;
        return index.findEntry(path) >= 0 && !isLeftAlone(path);
    }

    /// What the owner doesn't want on the disk, or doesn't want compared.
    private boolean isLeftAlone(String path) {
        DirCacheEntry entry = index.getEntry(path);
        return entry != null && (entry.isSkipWorkTree() || entry.isAssumeValid());
    }

    @Override
    public boolean shouldBeRecursive() {
        return true;
    }

    @Override
    public TreeFilter clone() {
        return new OnDisk(index, newToo);
    }
}
