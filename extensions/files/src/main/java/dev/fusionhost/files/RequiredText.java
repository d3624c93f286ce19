package dev.fusionhost.files;

/// Finds the longest text that every match of a regular expression (RE2 syntax) must contain.
///
/// It errs on the side of less: what it doesn't understand is no required text. Only ASCII counts,
/// which is the same bytes in every encoding that is searched.
final class RequiredText {
    private final String pattern;
    private final boolean ignoreCase;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";

    private RequiredText(String pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.ignoreCase = ignoreCase;
    }

    /// Empty where there is none.
    static String ofLiteral(String text, boolean ignoreCase) {
        var required = new RequiredText(text, ignoreCase);
        for (int i = 0; i < text.length(); i++) required.add(text.charAt(i));
        required.endRun();
        return required.longest;
    }

    /// Empty where there is none, or none that can be told.
    static String ofExpression(String pattern, boolean ignoreCase) {
        var required = new RequiredText(pattern, ignoreCase);
        return required.parse() ? required.longest : "";
    }

    /// Goes over the top level of the expression; what is in a group or a class is skipped.
    private boolean parse() {
        int depth = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '\\' -> {
                    if (++i == pattern.length() || !escape(pattern.charAt(i), depth)) return false;
                }
                case '[' -> {
                    endRun();
                    i = ExpressionSize.endOfClass(pattern, i);
                    if (i < 0) return false;
                }
                case '(' -> {
                    endRun();
                    if (setsFlags(i)) return false;
                    depth++;
                }
                case ')' -> depth--;
                case '|' -> {
                    if (depth == 0) return false;
                }
                case '*', '?', '{' -> {
                    run.setLength(Math.max(0, run.length() - 1));
                    endRun();
                    if (c == '{') i = ExpressionSize.endOfCount(pattern, i);
                }
                case '+', '.', '^', '$' -> endRun();
                default -> {
                    if (depth == 0) add(c);
                }
            }
        }
        endRun();
        return true;
    }

    private boolean escape(char c, int depth) {
        if ("dDwWsSbBAztnrfva".indexOf(c) >= 0) {
            endRun();
            return true;
        }
        // Everything else with a letter or a digit goes on after it in ways of its own.
        if (Character.isLetterOrDigit(c)) return false;
        if (depth == 0) add(c);
        return true;
    }

    private boolean setsFlags(int open) {
        return pattern.startsWith("(?", open)
                && !pattern.startsWith("(?:", open)
                && !pattern.startsWith("(?P<", open);
    }

    // Without case, `k` is the Kelvin sign too and `s` the long s, and those are not ASCII.
    private void add(char c) {
        boolean plain = c < 0x80 && c != '\n' && c != '\r';
        if (plain && !(ignoreCase && "kKsS".indexOf(c) >= 0)) run.append(c);
        else endRun();
    }

    private void endRun() {
        if (run.length() > longest.length()) longest = run.toString();
        run.setLength(0);
    }
}
