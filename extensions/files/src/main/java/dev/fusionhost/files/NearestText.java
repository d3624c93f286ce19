package dev.fusionhost.files;

import dev.fusionhost.tools.Printable;
import java.util.Optional;

/// The place in a text that is most like what was looked for and not found: often a matter of
/// indentation, or of a line that has changed meanwhile.
///
/// @param line where it begins, counted from 1
/// @param shown what is there, cut and with line breaks made visible
record NearestText(int line, String shown) {
    private static final int MOST_LINES = 200_000;
    private static final int MOST_WANTED = 30;
    private static final int LONGEST_SHOWN = 300;

    /// Of the characters of a line, from either end, that have to be the same.
    private static final double LIKE = 0.5;

    static Optional<NearestText> to(String wanted, String text) {
        var looked = wanted.strip().split("\r?\n", MOST_WANTED + 1);
        var lines = text.split("\n", MOST_LINES + 1);
        int height = Math.min(looked.length, MOST_WANTED);
        int nearest = -1;
        double best = LIKE;
        for (int at = 0; at < lines.length; at++) {
            double likeness = likeness(looked, lines, at, height, best);
            if (likeness > best) {
                best = likeness;
                nearest = at;
            }
        }
        return nearest < 0 ? Optional.empty() : Optional.of(at(lines, nearest, height));
    }

    private static NearestText at(String[] lines, int begin, int height) {
        var there = new StringBuilder(lines[begin]);
        for (int i = 1; i < height && begin + i < lines.length; i++) {
            there.append('\n').append(lines[begin + i]);
            if (there.length() > LONGEST_SHOWN) break;
        }
        boolean cut = there.length() > LONGEST_SHOWN;
        var shown = Printable.of(cut ? there.substring(0, LONGEST_SHOWN) : there.toString());
        return new NearestText(begin + 1, cut ? shown + "…" : shown);
    }

    /// The mean over the lines; given up once it can't reach the best any more.
    private static double likeness(
            String[] looked, String[] lines, int at, int height, double best) {
        double sum = 0;
        for (int i = 0; i < height; i++) {
            if (at + i < lines.length) sum += likeness(looked[i].strip(), lines[at + i].strip());
            if (sum + (height - i - 1) <= best * height) return 0;
        }
        return sum / height;
    }

    private static double likeness(String a, String b) {
        if (a.equals(b)) return 1;
        int shorter = Math.min(a.length(), b.length());
        int longer = Math.max(a.length(), b.length());
        int begin = 0;
        while (begin < shorter && a.charAt(begin) == b.charAt(begin)) begin++;
        int end = 0;
        while (end < shorter - begin
                && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) end++;
        return (double) (begin + end) / longer;
    }
}
