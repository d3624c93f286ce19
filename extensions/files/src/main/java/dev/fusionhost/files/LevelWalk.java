package dev.fusionhost.files;

import dev.fusionhost.files.FolderTree.Node;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Entry;
import dev.fusionhost.tools.sandbox.Folder;
import dev.fusionhost.tools.sandbox.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One walk through a folder and what is below it, level by level. Between the levels no folder
/// stays open: each is reached from its root again, by a way without links.
final class LevelWalk {
    /// What is left of the call's time for the way of the result.
    private static final long RESERVE_MILLIS = 250;

    /// A result has to fit into a message.
    private static final int MOST_TEXT = 2 << 20;

    private final FolderTree.Input input;
    private final ToolContext context;
    private final Queue<Ahead> queue = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();
    private int text;
    private long cut;
    private long ignored;
    private int unreadable;

    LevelWalk(FolderTree.Input input, ToolContext context) {
        this.input = input;
        this.context = context;
    }

    FolderTree.Tree run(Place place) {
        long notShown;
        try (var folder = place.openFolder()) {
            var exclude = Glob.ofNullable(input.exclude());
            var first = Branch.first(place, folder, exclude, input.gitignore(), context);
            notShown = show(folder, place, first, 1);
        }
        while (!queue.isEmpty() && inTime()) enter(queue.remove());
        boolean truncated = cut > 0 || !queue.isEmpty();
        return new FolderTree.Tree(
                place.path(),
                nodes,
                notShown == 0 ? null : notShown,
                cut,
                ignored,
                unreadable,
                truncated);
    }

    private boolean inTime() {
        return context.remaining().toMillis() >= RESERVE_MILLIS;
    }

    private void enter(Ahead ahead) {
        try {
            var place = ahead.above().child(ahead.name());
            try (var folder = place.openFolder()) {
                var branch = ahead.branch().below(ahead.name(), folder);
                long notShown = show(folder, place, branch, ahead.level() + 1);
                if (notShown > 0) nodes.set(ahead.node(), cut(nodes.get(ahead.node()), notShown));
            }
        } catch (ToolException _) {
            context.checkCancelled();
            unreadable++;
        }
    }

    /// Shows as many entries of a folder as may be.
    ///
    /// @return how many were cut
    private long show(Folder folder, Place place, Branch branch, int level) {
        int room = level > input.depth() || text > MOST_TEXT ? 0 : input.limit() - nodes.size();
        var first = new PriorityQueue<Entry>(Comparator.comparing(Entry::name).reversed());
        long all = 0;
        for (var entry : folder) {
            context.checkCancelled();
            if (branch.leavesOut(entry)) {
                ignored++;
                continue;
            }
            all++;
            first.add(entry);
            if (first.size() > room) first.remove();
        }
        long notShown = all - first.size();
        cut += notShown;
        first.stream()
                .sorted(Comparator.comparing(Entry::name))
                .forEach(entry -> add(entry, place, branch, level));
        return notShown;
    }

    private void add(Entry entry, Place above, Branch branch, int level) {
        var info = entry.info().orElse(null);
        if (info == null) return;
        var path = branch.path(entry);
        text += path.length();
        if (info.isFolder()) queue.add(new Ahead(above, entry.name(), branch, level, nodes.size()));
        nodes.add(
                new Node(
                        path,
                        info.type(),
                        info.isFile() ? info.size() : null,
                        info.linkTarget(),
                        null));
    }

    private static Node cut(Node node, @Nullable Long notShown) {
        return new Node(node.path(), node.type(), node.size(), node.linkTarget(), notShown);
    }

    /// A folder that was shown and not entered yet.
    ///
    /// @param above the folder that it is in, likewise branch and level
    /// @param node where it is in the result
    private record Ahead(Place above, String name, Branch branch, int level, int node) {}
}
