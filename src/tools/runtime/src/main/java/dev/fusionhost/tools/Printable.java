package dev.fusionhost.tools;

/// Text from outside, in a form that shows what it holds: a file's name can have line breaks,
/// terminal escapes and marks that turn the reading direction, and a person who is asked for
/// consent should see them rather than be led by them.
public final class Printable {
    private Printable() {}

    /// The text, with everything invisible as `\n` or `\u202e`; most text comes back as it is.
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::hidden)) return text;
        var shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (!hidden(c)) shown.appendCodePoint(c);
                else for (char half : Character.toChars(c)) shown.append(unicode(half));
            }
        }
    }

    private static String unicode(char c) {
        return "\\u%04x".formatted((int) c);
    }

    private static boolean hidden(int c) {
        if (c >= ' ' && c < 0x7f) return false;
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
