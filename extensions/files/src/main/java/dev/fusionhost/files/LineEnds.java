package dev.fusionhost.files;

/// Counts how the lines of a text end. A line ends with LF or CR LF; a CR alone ends none.
final class LineEnds {
    private long lineFeeds;
    private long pairs;
    private long returns;
    private boolean afterReturn;
    private boolean open;

    /// Takes the next character.
    ///
    /// @return whether a line begins after it
    boolean accept(int c) {
        boolean ends = c == '\n';
        if (ends) {
            lineFeeds++;
            if (afterReturn) pairs++;
        }
        afterReturn = c == '\r';
        if (afterReturn) returns++;
        open = !ends;
        return ends;
    }

    long lines() {
        return lineFeeds + (open ? 1 : 0);
    }

    String kind() {
        boolean lf = lineFeeds > pairs;
        boolean crlf = pairs > 0;
        boolean cr = returns > pairs;
        if (!lf && !crlf && !cr) return "none";
        if (lf && !crlf && !cr) return "lf";
        if (crlf && !lf && !cr) return "crlf";
        return cr && !lf && !crlf ? "cr" : "mixed";
    }
}
