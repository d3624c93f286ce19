package dev.fusionhost.files;

import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Entry;
import dev.fusionhost.tools.sandbox.Folder;
import dev.fusionhost.tools.sandbox.Place;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One search through a folder and all below it. The call's own thread walks, hands the files to a
/// [SearchCrew] a few at a time, and puts what they find in the order of the names.
final class FolderSearch implements AutoCloseable {
    private static final int FILES_PER_PROGRESS = 200;

    private final ToolContext context;
    private final @Nullable Glob glob;
    private final @Nullable Glob exclude;
    private final boolean gitignore;
    private final SearchCrew crew;
    private final MatchPage page;
    private final Queue<SearchedFile> pending = new ArrayDeque<>();
    private int handedOut;
    private int files;
    private int binaryFiles;
    private int unreadable;
    private int ignored;

    FolderSearch(SearchText.Input input, ToolContext context) {
        this.context = context;
        this.glob = Glob.ofNullable(input.glob());
        this.exclude = Glob.ofNullable(input.exclude());
        this.gitignore = input.gitignore();
        this.page = new MatchPage(input.offset(), input.limit());
        var pattern = TextPattern.of(input.pattern(), input.literal(), input.ignoreCase());
        this.crew = new SearchCrew(pattern, input.context(), context);
    }

    SearchText.Found run(Place place) throws Exception {
        context.checkCancelled();
        if (place.info().isFolder()) {
            try (var top = new SharedFolder(place.openFolder())) {
                var first = Branch.first(place, top.folder(), exclude, gitignore, context);
                searchFolder(top, first);
            }
        } else {
            place.open().close(); // Says what is wrong with it, if something is.
            search(place.path(), place::open, () -> {});
        }
        while (!pending.isEmpty() && page.stopped() == null) settle();
        return new SearchText.Found(
                page.matches(),
                files,
                binaryFiles,
                unreadable,
                ignored,
                page.stopped() != null,
                page.stopped(),
                page.next());
    }

    private void searchFolder(SharedFolder shared, Branch branch) throws Exception {
        for (var entry : new InOrder(shared.folder(), context)) {
            if (page.stopped() != null) return;
            context.checkCancelled();
            if (entry.name().equals(".git") && entry.isFolder()) continue;
            if (branch.leavesOut(entry)) ignored++;
            else searchEntry(shared, entry, branch);
        }
    }

    private void searchEntry(SharedFolder above, Entry entry, Branch branch) throws Exception {
        if (entry.isFolder()) {
            var opened = opened(entry::openFolder);
            if (opened == null) return;
            try (var folder = new SharedFolder(opened)) {
                searchFolder(folder, branch.below(entry.name(), opened));
            }
        } else if (entry.isFile() && (glob == null || glob.matches(branch.path(entry)))) {
            if (handedOut % FILES_PER_PROGRESS == 0) {
                context.progress(handedOut, null, branch.path(entry));
            }
            search(entry.path(), entry::open, above.shared()::close);
        }
    }

    private @Nullable Folder opened(Supplier<Folder> opening) {
        try {
            return opening.get();
        } catch (ToolException _) {
            unreadable++;
            return null;
        }
    }

    private void search(String path, Supplier<SeekableByteChannel> opening, Runnable closing)
            throws Exception {
        handedOut++;
        pending.add(new SearchedFile(path, opening, closing, crew));
        if (pending.size() > crew.ahead()) settle();
    }

    /// Takes the file whose turn it is.
    private void settle() throws Exception {
        try (var file = pending.remove()) {
            switch (file.into(page)) {
                case SEARCHED -> files++;
                case BINARY -> {
                    files++;
                    binaryFiles++;
                }
                case UNREADABLE -> unreadable++;
            }
        }
        if (!crew.inTime()) page.stop("time");
    }

    @Override
    public void close() {
        crew.close();
        pending.forEach(SearchedFile::close);
    }
}
