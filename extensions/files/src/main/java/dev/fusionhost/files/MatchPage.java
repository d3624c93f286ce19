package dev.fusionhost.files;

import dev.fusionhost.files.FileSearch.Hit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The matches of one result, in their order: those before the page are skipped, and those after it
/// end the search.
final class MatchPage {
    /// A result has to fit into a message, with room for what JSON adds.
    private static final int MOST_TEXT = 1 << 20;

    private final int offset;
    private final int limit;
    private final List<SearchText.Match> matches = new ArrayList<>();
    private int skipped;
    private int shownText;
    private @Nullable String stopped;

    MatchPage(int offset, int limit) {
        this.offset = offset;
        this.limit = limit;
    }

    /// Takes the next match.
    ///
    /// @return whether more are wanted
    boolean take(String path, Hit hit) {
        if (skipped < offset) {
            skipped++;
            return true;
        }
        if (matches.size() == limit) stop("limit");
        else if (shownText > MOST_TEXT) stop("size");
        if (stopped != null) return false;
        matches.add(
                new SearchText.Match(
                        path, hit.line(), hit.column(), hit.text(), hit.before(), hit.after()));
        shownText += path.length() + hit.length();
        return true;
    }

    void stop(String reason) {
        if (stopped == null) stopped = reason;
    }

    /// Why there may be more; null as long as the search goes on.
    @Nullable String stopped() {
        return stopped;
    }

    List<SearchText.Match> matches() {
        return matches;
    }

    /// Where the next page begins; null where a next call would get no further.
    @Nullable Integer next() {
        return stopped == null || stopped.equals("time") ? null : offset + matches.size();
    }
}
