package dev.fusionhost.git;

import dev.fusionhost.git.GitStatus.Item;
import dev.fusionhost.git.GitStatus.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// What `git status` tells: HEAD compared with the index, and the index with the disk.
final class FileStates {
    private final OpenRepository repository;
    private final Map<String, DiffEntry> staged = new HashMap<>();
    private final Map<String, State> onDisk = new TreeMap<>();

    FileStates(OpenRepository repository) {
        this.repository = repository;
    }

    List<Item> list() throws IOException {
        compareDisk();
        compareIndex();
        var paths = new TreeSet<>(onDisk.keySet());
        paths.addAll(staged.keySet());
        var items = new ArrayList<Item>(paths.size());
        for (var path : paths) add(path, items);
        return items;
    }

    private void add(String path, List<Item> items) {
        var state = onDisk.get(path);
        var change = staged.get(path);
        if (state == State.CONFLICTING || change == null) {
            items.add(new Item(path, null, null, state));
            return;
        }
        // What was removed from the index alone is a new file to it.
        boolean isNew = state == State.UNTRACKED;
        items.add(staged(path, change, isNew ? null : state));
        if (isNew) items.add(new Item(path, null, null, state));
    }

    private static Item staged(String path, DiffEntry change, @Nullable State state) {
        return switch (change.getChangeType()) {
            case ADD -> new Item(path, null, State.ADDED, state);
            case MODIFY -> new Item(path, null, State.MODIFIED, state);
            case DELETE -> new Item(path, null, State.DELETED, state);
            case RENAME, COPY -> new Item(path, change.getOldPath(), State.RENAMED, state);
        };
    }

    private void compareIndex() throws IOException {
        var head = repository.files(repository.headCommit().orElse(null));
        var index = new DirCacheIterator(repository.jgit().readDirCache());
        try (var diffs = new Diffs(repository, 0, 0)) {
            for (var entry : diffs.between(head, index, TreeFilter.ANY_DIFF)) {
                staged.put(FileDiff.path(entry), entry);
            }
        }
    }

    private void compareDisk() throws IOException {
        var watch = new Watch(repository.context());
        var files = new FileTreeIterator(repository.jgit());
        var diff = new IndexDiff(repository.jgit(), Constants.HEAD, files);
        diff.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
        diff.setFilter(watch.filter());
        diff.diff();
        diff.getModified().forEach(path -> onDisk.put(path, State.MODIFIED));
        diff.getMissing().forEach(path -> onDisk.put(path, State.DELETED));
        untracked(diff.getUntracked(), diff.getUntrackedFolders());
        diff.getConflicting().forEach(path -> onDisk.put(path, State.CONFLICTING));
    }

    /// As git does, a folder that holds nothing but untracked files stands for them.
    private void untracked(Set<String> files, Set<String> folders) {
        for (var file : files) {
            int end = file.indexOf('/');
            while (end >= 0 && !folders.contains(file.substring(0, end))) {
                end = file.indexOf('/', end + 1);
            }
            onDisk.putIfAbsent(end < 0 ? file : file.substring(0, end + 1), State.UNTRACKED);
        }
    }
}
