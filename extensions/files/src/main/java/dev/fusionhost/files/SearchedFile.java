package dev.fusionhost.files;

import dev.fusionhost.files.FileSearch.Hit;
import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// One file of a search. A thread of the crew searches it as soon as one is free, without knowing
/// how many matches the files before it have; when its turn comes, its matches go into the page.
final class SearchedFile implements AutoCloseable {
    /// What one file may keep until its turn. One with more is searched again then, straight into
    /// the page.
    private static final int MOST_KEPT = 2_000;

    private static final int MOST_TEXT_KEPT = 256 << 10;

    private final String path;
    private final Supplier<SeekableByteChannel> opening;
    private final Runnable closing;
    private final SearchCrew crew;
    private final Future<Searched> searched;

    /// @param opening run by whoever searches, once or twice
    /// @param closing run when the file need not be opened any more
    SearchedFile(
            String path, Supplier<SeekableByteChannel> opening, Runnable closing, SearchCrew crew) {
        this.path = path;
        this.opening = opening;
        this.closing = closing;
        this.crew = crew;
        this.searched =
                crew.search(
                        search -> {
                            var kept = new Kept(crew);
                            return new Searched(search(search, kept), kept);
                        });
    }

    /// What came of a file.
    enum End {
        SEARCHED,
        BINARY,
        UNREADABLE
    }

    /// Waits for the matches and puts them into the page.
    End into(MatchPage page) throws Exception {
        var first = await(searched);
        if (first.kept().cut) {
            return await(crew.search(search -> search(search, new Direct(page, path, crew))));
        }
        for (var hit : first.kept().hits) if (!page.take(path, hit)) break;
        if (first.kept().late) page.stop("time");
        return first.end();
    }

    private static <T> T await(Future<T> work) throws Exception {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    // One file that can't be opened or read (no permission, protected, gone) doesn't end a search.
    private End search(FileSearch search, FileSearch.Sink sink) {
        try (var channel = opening.get()) {
            return search.search(channel, sink) ? End.SEARCHED : End.BINARY;
        } catch (IOException | ToolException _) {
            crew.mustGoOn();
            return End.UNREADABLE;
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    private record Searched(End end, Kept kept) {}

    /// Keeps matches until their turn.
    private static final class Kept implements FileSearch.Sink {
        private final SearchCrew crew;
        private final List<Hit> hits = new ArrayList<>();
        private int text;
        private boolean cut;
        private boolean late;

        Kept(SearchCrew crew) {
            this.crew = crew;
        }

        @Override
        public boolean accept(Hit hit) {
            cut = hits.size() == MOST_KEPT || text > MOST_TEXT_KEPT;
            if (cut) return false;
            text += hit.length();
            return hits.add(hit);
        }

        @Override
        public boolean goOn() {
            crew.mustGoOn();
            late = !crew.inTime();
            return !late;
        }
    }

    /// Puts matches where they belong, when their turn has come.
    private record Direct(MatchPage page, String path, SearchCrew crew) implements FileSearch.Sink {
        @Override
        public boolean accept(Hit hit) {
            return page.take(path, hit);
        }

        @Override
        public boolean goOn() {
            crew.mustGoOn();
            if (!crew.inTime()) page.stop("time");
            return page.stopped() == null;
        }
    }
}
