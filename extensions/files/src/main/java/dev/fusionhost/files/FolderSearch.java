package dev.fusionhost.files;

import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Entry;
import dev.fusionhost.tools.sandbox.Folder;
import dev.fusionhost.tools.sandbox.Place;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One search through a folder and all below it, on one thread.
final class FolderSearch {
    /// So many entries of a folder are put in order at a time; a larger folder comes in several
    /// parts.
    private static final int SORTED_AT_ONCE = 10_000;

    /// A result has to fit into a message, with room for what JSON adds.
    private static final int MOST_TEXT = 1 << 20;

    /// What is left of the call's time for the way of the result.
    private static final long RESERVE_MILLIS = 250;

    private static final int FILES_PER_PROGRESS = 200;

    private final SearchText.Input input;
    private final ToolContext context;
    private final @Nullable Glob glob;
    private final @Nullable Glob exclude;
    private final FileSearch search;
    private final List<SearchText.Match> matches = new ArrayList<>();
    private int skipped;
    private int shownText;
    private int files;
    private int binaryFiles;
    private int unreadable;
    private @Nullable String stopped;

    FolderSearch(SearchText.Input input, ToolContext context) {
        this.input = input;
        this.context = context;
        this.glob = input.glob() == null ? null : Glob.of(input.glob());
        this.exclude = input.exclude() == null ? null : Glob.of(input.exclude());
        this.search =
                new FileSearch(
                        TextPattern.of(input.pattern(), input.literal(), input.ignoreCase()),
                        input.context());
    }

    SearchText.Found run(Place place) throws IOException {
        if (place.info().isFolder()) {
            try (var folder = place.openFolder()) {
                searchFolder(folder, "");
            }
        } else {
            try (var channel = place.open()) {
                searchFile(channel, place.path());
            }
        }
        boolean further = stopped != null && !stopped.equals("time");
        return new SearchText.Found(
                matches,
                files,
                binaryFiles,
                unreadable,
                stopped != null,
                stopped,
                further ? input.offset() + matches.size() : null);
    }

    private void searchFolder(Folder folder, String prefix) throws IOException {
        for (var rest = folder.iterator(); rest.hasNext() && stopped == null; ) {
            for (var entry : nextInOrder(rest)) {
                if (stopped != null) return;
                context.checkCancelled();
                searchEntry(entry, prefix + entry.name());
            }
        }
    }

    private static List<Entry> nextInOrder(Iterator<Entry> entries) {
        var some = new ArrayList<Entry>();
        while (entries.hasNext() && some.size() < SORTED_AT_ONCE) some.add(entries.next());
        some.sort(Comparator.comparing(Entry::name));
        return some;
    }

    private void searchEntry(Entry entry, String path) throws IOException {
        if (exclude != null && exclude.matches(path)) return;
        if (entry.isFolder()) {
            if (entry.name().equals(".git")) return;
            try (var folder = opened(entry::openFolder)) {
                if (folder != null) searchFolder(folder, path + "/");
            }
        } else if (entry.isFile() && (glob == null || glob.matches(path))) {
            if (files % FILES_PER_PROGRESS == 0) context.progress(files, null, path);
            try (var channel = opened(entry::open)) {
                if (channel != null) searchFile(channel, entry.path());
            }
        }
    }

    // One file that can't be opened (no permission, protected, gone) doesn't end a search.
    private <T> @Nullable T opened(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (ToolException _) {
            unreadable++;
            return null;
        }
    }

    private void searchFile(SeekableByteChannel channel, String path) throws IOException {
        files++;
        boolean text =
                search.search(
                        channel,
                        new FileSearch.Sink() {
                            @Override
                            public boolean accept(FileSearch.Hit hit) {
                                return take(path, hit);
                            }

                            @Override
                            public void pause() {
                                context.checkCancelled();
                                watchTime();
                            }
                        });
        if (!text) binaryFiles++;
        watchTime();
    }

    private boolean take(String path, FileSearch.Hit hit) {
        if (skipped < input.offset()) {
            skipped++;
            return true;
        }
        if (matches.size() == input.limit()) stopped = "limit";
        else if (shownText > MOST_TEXT) stopped = "size";
        if (stopped != null) return false;
        matches.add(
                new SearchText.Match(
                        path, hit.line(), hit.column(), hit.text(), hit.before(), hit.after()));
        shownText += path.length() + hit.text().length();
        for (var line : hit.before()) shownText += line.length();
        for (var line : hit.after()) shownText += line.length();
        return true;
    }

    private void watchTime() {
        if (stopped == null && context.remaining().toMillis() < RESERVE_MILLIS) stopped = "time";
    }
}
