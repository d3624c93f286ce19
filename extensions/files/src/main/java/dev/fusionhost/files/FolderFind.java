package dev.fusionhost.files;

import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Entry;
import dev.fusionhost.tools.sandbox.FileInfo;
import dev.fusionhost.tools.sandbox.Folder;
import dev.fusionhost.tools.sandbox.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One look through a folder and all below it for what has certain properties.
final class FolderFind {
    /// A result has to fit into a message.
    private static final int MOST_TEXT = 2 << 20;

    /// What is left of the call's time for the way of the result.
    private static final long RESERVE_MILLIS = 250;

    private static final int LOOKED_AT_PER_PROGRESS = 10_000;

    private final FindFiles.Input input;
    private final ToolContext context;
    private final @Nullable Glob glob;
    private final List<String> paths = new ArrayList<>();
    private long lookedAt;
    private int text;
    private int skipped;
    private int unreadable;
    private @Nullable String stopped;

    FolderFind(FindFiles.Input input, ToolContext context) {
        this.input = input;
        this.context = context;
        this.glob = Glob.ofNullable(input.glob());
    }

    FindFiles.Found run(Place place, Folder folder) {
        var exclude = Glob.ofNullable(input.exclude());
        find(folder, Branch.first(place, folder, exclude, false, context));
        boolean further = stopped != null && !stopped.equals("time");
        return new FindFiles.Found(
                paths,
                unreadable,
                stopped != null,
                stopped,
                further ? input.offset() + paths.size() : null);
    }

    private void find(Folder folder, Branch branch) {
        for (var entry : new InOrder(folder, context)) {
            look(branch.path(entry));
            if (stopped != null) return;
            if (branch.leavesOut(entry)) continue;
            if (fits(entry, branch)) take(entry);
            if (stopped == null && entry.isFolder()) enter(entry, branch);
        }
    }

    private void look(String path) {
        context.checkCancelled();
        if (lookedAt % LOOKED_AT_PER_PROGRESS == 0) context.progress(lookedAt, null, path);
        lookedAt++;
        if (context.remaining().toMillis() < RESERVE_MILLIS) stopped = "time";
    }

    private void enter(Entry entry, Branch branch) {
        try (var folder = entry.openFolder()) {
            find(folder, branch.below(entry.name(), folder));
        } catch (ToolException refused) {
            context.checkCancelled();
            unreadable++;
        }
    }

    private boolean fits(Entry entry, Branch branch) {
        return (glob == null || glob.matches(branch.path(entry)))
                && (isPlain() || entry.info().filter(this::fits).isPresent());
    }

    /// Whether the name alone decides.
    private boolean isPlain() {
        return input.type() == null
                && input.minSize() == null
                && input.maxSize() == null
                && input.modifiedAfter() == null
                && input.modifiedBefore() == null;
    }

    private boolean fits(FileInfo info) {
        if (input.minSize() != null && !(info.isFile() && info.size() >= input.minSize())) {
            return false;
        }
        if (input.maxSize() != null && !(info.isFile() && info.size() <= input.maxSize())) {
            return false;
        }
        var after = input.modifiedAfter();
        if (after != null && !info.modified().isAfter(after)) return false;
        var before = input.modifiedBefore();
        if (before != null && !info.modified().isBefore(before)) return false;
        return switch (input.type()) {
            case null -> true;
            case FILE -> info.isFile();
            case FOLDER -> info.isFolder();
            case LINK -> info.isLink();
        };
    }

    private void take(Entry entry) {
        if (skipped < input.offset()) {
            skipped++;
            return;
        }
        if (paths.size() == input.limit()) stopped = "limit";
        else if (text > MOST_TEXT) stopped = "size";
        if (stopped != null) return;
        var path = entry.path();
        paths.add(path);
        text += path.length();
    }
}
