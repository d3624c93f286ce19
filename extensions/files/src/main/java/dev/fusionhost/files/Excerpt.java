package dev.fusionhost.files;

/// As much of a line as a result shows.
final class Excerpt {
    private static final int LONGEST = 300;
    private static final int BEFORE_MATCH = 100;
    private static final String LEFT_OUT = "…";

    private Excerpt() {}

    static String of(String line) {
        return around(line, 0);
    }

    /// The part of the line in which what was found is.
    static String around(String line, int found) {
        if (line.length() <= LONGEST) return line;
        int from = Math.max(0, Math.min(found - BEFORE_MATCH, line.length() - LONGEST));
        int to = Math.min(from + LONGEST, line.length());
        if (from > 0 && Character.isLowSurrogate(line.charAt(from))) from++;
        if (to < line.length() && Character.isLowSurrogate(line.charAt(to))) to--;
        return (from > 0 ? LEFT_OUT : "")
                + line.substring(from, to)
                + (to < line.length() ? LEFT_OUT : "");
    }
}
