package dev.fusionhost.tools.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// Turns Java's regular expressions into those of ECMA-262, which JSON Schema uses.
///
/// Bean Validation matches the whole text, JSON Schema searches in it. Of the rest, what means
/// the same in both is kept, `.` and `\s` are spelled out because their sets differ, and what
/// could differ otherwise (`$` before the end, `\b`, back references, look-behind, flags,
/// possessive quantifiers, nested classes) is refused. The result is in turn good for Java.
final class PortablePattern {
    private static final String NO_LINE_BREAK = "[^\\n\\r\\u0085\\u2028\\u2029]";
    private static final String SPACES = " \\t\\n\\u000B\\f\\r";
    private static final String SYNTAX = "^$\\.*+?()[]{}|";

    private final String java;
    private final StringBuilder ecma = new StringBuilder("^(?:");

    /// For each open group, whether it may be repeated: ECMA-262 can't repeat a look-ahead.
    private final Deque<Boolean> groups = new ArrayDeque<>();

    private boolean repeatable;
    private int at;

    private PortablePattern(String java) {
        this.java = java;
    }

    /// @throws IllegalArgumentException with what has no exact counterpart
    static String ecma(String java) {
        Pattern.compile(java);
        return new PortablePattern(java).translate();
    }

    private String translate() {
        while (at < java.length()) {
            int c = next();
            switch (c) {
                case '(' -> open();
                case ')' -> {
                    ecma.append(')');
                    repeatable = groups.pop();
                }
                case '|', '^' -> assertion(c);
                case '*', '+', '?' -> quantifier(Character.toString(c));
                case '{' -> quantifier("{" + upTo('}'));
                case '.' -> atom(NO_LINE_BREAK);
                case '[' -> characters();
                case '\\' -> escape();
                case '$' -> {
                    if (at < java.length()) throw refuse("$ before the end");
                }
                default -> atom(literal(c));
            }
        }
        return ecma.append(")$").toString();
    }

    private void atom(String text) {
        ecma.append(text);
        repeatable = true;
    }

    private void assertion(int c) {
        ecma.appendCodePoint(c);
        repeatable = false;
    }

    private void open() {
        if (!skip("?")) {
            ecma.append('(');
            groups.push(true);
        } else {
            int kind = next();
            if (":=!".indexOf(kind) < 0) throw refuse("(?" + Character.toString(kind));
            ecma.append("(?").appendCodePoint(kind);
            groups.push(kind == ':');
        }
        repeatable = false;
    }

    private void quantifier(String text) {
        if (!repeatable) throw refuse(text + " after what can't be repeated");
        if (skip("+")) throw refuse(text + "+");
        ecma.append(text).append(skip("?") ? "?" : "");
        repeatable = false;
    }

    private void escape() {
        int c = next();
        switch (c) {
            case 's' -> atom("[" + SPACES + "]");
            case 'S' -> atom("[^" + SPACES + "]");
            default -> atom(escaped(c));
        }
    }

    /// `[…]`: literals, ranges and the escapes that mean the same in both.
    private void characters() {
        ecma.append('[').append(skip("^") ? "^" : "");
        if (java.startsWith("]", at)) throw refuse("] in a class");
        while (!skip("]")) {
            int c = next();
            if (c == '&' && java.startsWith("&", at)) throw refuse("&& in a class");
            if (c == '\\' && skip("s")) {
                ecma.append(SPACES);
                continue;
            }
            ecma.append(member(c));
            boolean range = java.startsWith("-", at) && !java.startsWith("-]", at);
            if (range && skip("-")) ecma.append('-').append(member(next()));
        }
        atom("]");
    }

    private String member(int c) {
        if (c == '\\') return escaped(next());
        if (c == '[') throw refuse("[ in a class");
        return ("-^]".indexOf(c) >= 0 ? "\\" : "") + Character.toString(c);
    }

    private String escaped(int c) {
        var escape = "\\" + Character.toString(c);
        return switch (c) {
            case 't', 'n', 'r', 'f', 'd', 'D', 'w', 'W' -> escape;
            case 'u' -> escape + take(4);
            case 'x' -> "\\u00" + take(2);
            case 'p', 'P' -> {
                if (!skip("{")) throw refuse(escape);
                var category = upTo('}');
                if (!category.matches("[LMNPSZC][a-z]?}")) throw refuse(escape + "{" + category);
                yield escape + "{" + category;
            }
            case '-' -> "\\-";
            default -> {
                if (Character.isLetterOrDigit(c)) throw refuse(escape);
                yield literal(c);
            }
        };
    }

    private static String literal(int c) {
        return (SYNTAX.indexOf(c) >= 0 ? "\\" : "") + Character.toString(c);
    }

    private int next() {
        int c = java.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean skip(String text) {
        if (!java.startsWith(text, at)) return false;
        at += text.length();
        return true;
    }

    private String upTo(char end) {
        return take(java.indexOf(end, at) + 1 - at);
    }

    private String take(int length) {
        at += length;
        return java.substring(at - length, at);
    }

    private static IllegalArgumentException refuse(String what) {
        return new IllegalArgumentException(what);
    }
}
