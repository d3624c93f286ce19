package dev.fusionhost.files;

import java.util.ArrayDeque;

/// How large a regular expression becomes when its counted repetitions are written out. RE2/J
/// writes them out without a bound of its own: a few dozen characters are enough to fill the
/// memory.
final class ExpressionSize {
    private static final long ENDLESS = 1L << 40;

    private ExpressionSize() {}

    /// About the number of steps; never less than the characters, and never over [#ENDLESS].
    static long of(String pattern) {
        var outer = new ArrayDeque<Long>();
        long sum = 0;
        long last = 0;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '(' -> {
                    outer.push(sum);
                    sum = 0;
                    last = 0;
                }
                case ')' -> {
                    last = sum + 1;
                    sum = last + (outer.isEmpty() ? 0 : outer.pop());
                }
                case '{' -> {
                    int end = endOfCount(pattern, i);
                    long repeated = Math.min(ENDLESS, last * count(pattern, i, end));
                    sum = Math.min(ENDLESS, sum - last + repeated);
                    last = repeated;
                    i = end;
                }
                default -> {
                    i = endOfAtom(pattern, i);
                    last = 1;
                    sum++;
                }
            }
        }
        while (!outer.isEmpty()) sum += outer.pop();
        return sum;
    }

    private static int endOfAtom(String pattern, int begin) {
        return switch (pattern.charAt(begin)) {
            case '\\' -> Math.min(begin + 1, pattern.length() - 1);
            case '[' -> {
                int end = endOfClass(pattern, begin);
                yield end < 0 ? pattern.length() - 1 : end;
            }
            default -> begin;
        };
    }

    /// The index of the `]` that ends the class which begins at `open`; -1 if there is none.
    static int endOfClass(String pattern, int open) {
        int i = open + 1;
        if (pattern.startsWith("^", i)) i++;
        if (pattern.startsWith("]", i)) i++;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            if (pattern.startsWith("[:", i)) {
                int end = pattern.indexOf(":]", i);
                if (end > 0) i = end + 1;
            } else if (pattern.charAt(i) == '\\') {
                i++;
            }
            i++;
        }
        return i < pattern.length() ? i : -1;
    }

    /// The index of the `}` of a repetition such as `{2,5}` which begins at `open`; `open` itself
    /// where the brace is only a brace.
    static int endOfCount(String pattern, int open) {
        int i = open + 1;
        while (i < pattern.length() && isCount(pattern.charAt(i))) i++;
        return i > open + 1 && i < pattern.length() && pattern.charAt(i) == '}' ? i : open;
    }

    private static boolean isCount(char c) {
        return c == ',' || (c >= '0' && c <= '9');
    }

    private static long count(String pattern, int open, int end) {
        long most = 1;
        for (var number : pattern.substring(Math.min(open + 1, end), end).split(",", -1)) {
            if (number.length() > 6) return ENDLESS;
            if (!number.isEmpty()) most = Math.max(most, Long.parseLong(number));
        }
        return most;
    }
}
