package dev.fusionhost.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// One line of a `.gitignore`, as gitignore(5) reads it.
///
/// The libraries that read such files match by expressions that backtrack, and the file comes with
/// whatever was cloned: `*a*a*a*a*a*a*a*b` held two of them up for minutes. RE2 can't be.
///
/// @param again what matches is not ignored after all
/// @param foldersOnly there was a `/` at the end
/// @param whole it is about the path from the folder of the `.gitignore` on, not the name alone
record IgnoreRule(boolean again, boolean foldersOnly, boolean whole, Predicate<String> pattern) {
    private static final int LONGEST = 1_000;
    private static final String SPECIAL = "*?[\\";

    /// Reads a line; empty where it holds no rule.
    static Optional<IgnoreRule> of(String line) {
        var text = withoutSpaces(line);
        if (text.isEmpty() || text.startsWith("#") || text.length() > LONGEST) {
            return Optional.empty();
        }
        boolean again = text.startsWith("!");
        if (again) text = text.substring(1);
        boolean foldersOnly = text.endsWith("/");
        if (foldersOnly) text = text.substring(0, text.length() - 1);
        boolean whole = text.indexOf('/') >= 0;
        if (text.startsWith("/")) text = text.substring(1);
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(new IgnoreRule(again, foldersOnly, whole, pattern(text, whole)));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    /// @param path from the folder of the `.gitignore` on, with `/` between the names
    boolean matches(String path, BooleanSupplier isFolder) {
        var text = whole ? path : path.substring(path.lastIndexOf('/') + 1);
        return pattern.test(text) && (!foldersOnly || isFolder.getAsBoolean());
    }

    private static String withoutSpaces(String line) {
        int end = line.endsWith("\r") ? line.length() - 1 : line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !escaped(line, end - 1)) end--;
        return line.substring(0, end);
    }

    private static boolean escaped(String line, int at) {
        return at > 0 && line.charAt(at - 1) == '\\';
    }

    // Nearly all rules are a name, or a star and an ending.
    private static Predicate<String> pattern(String text, boolean whole) {
        if (isPlain(text)) return text::equals;
        if (!whole && text.startsWith("*") && isPlain(text.substring(1))) {
            var ending = text.substring(1);
            return name -> name.endsWith(ending);
        }
        return Pattern.compile(expression(text), Pattern.DOTALL)::matches;
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    private static String expression(String text) {
        var expression = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> i = stars(text, i, expression);
                case '?' -> expression.append("[^/]");
                case '[' -> i = bracket(text, i, expression);
                case '\\' -> {
                    if (++i == text.length()) throw unclosed(text);
                    expression.append(Pattern.quote(text.substring(i, i + 1)));
                }
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }

    /// Two stars cross folders only where they stand for whole names.
    ///
    /// @return the index of the last character that was read
    private static int stars(String text, int begin, StringBuilder expression) {
        int end = begin;
        while (end + 1 < text.length() && text.charAt(end + 1) == '*') end++;
        boolean names = end == begin + 1 && (begin == 0 || text.charAt(begin - 1) == '/');
        if (names && end + 1 == text.length()) {
            expression.append(".+");
            return end;
        }
        if (names && text.charAt(end + 1) == '/') {
            expression.append("(?:.*/)?");
            return end + 1;
        }
        expression.append("[^/]*");
        return end;
    }

    private static int bracket(String text, int open, StringBuilder expression) {
        int i = open + 1;
        boolean not = text.startsWith("!", i) || text.startsWith("^", i);
        expression.append(not ? "[^/" : "[");
        if (not) i++;
        int first = i;
        while (i < text.length() && (text.charAt(i) != ']' || i == first)) {
            char c = text.charAt(i);
            int named = text.startsWith("[:", i) ? text.indexOf(":]", i) : -1;
            if (named > 0) {
                expression.append(text, i, named + 2);
                i = named + 2;
                continue;
            }
            if (c == '\\' && ++i < text.length()) c = text.charAt(i);
            if ("\\[]^&~".indexOf(c) >= 0) expression.append('\\');
            expression.append(c);
            i++;
        }
        if (i >= text.length()) throw unclosed(text);
        expression.append(']');
        return i;
    }

    private static PatternSyntaxException unclosed(String text) {
        return new PatternSyntaxException("not closed", text);
    }
}
