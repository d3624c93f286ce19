package dev.fusionhost.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolException;
import org.jspecify.annotations.Nullable;

/// What is searched for. RE2 takes time that is linear in the text whatever the expression, which
/// matters because a model writes it.
final class TextPattern {
    private static final int LARGEST = 5_000;
    private static final int LONG_LINE = 8 << 10;

    private final @Nullable Needle needle;
    private final @Nullable String literal;
    private final Pattern expression;

    private TextPattern(@Nullable Needle needle, @Nullable String literal, Pattern expression) {
        this.needle = needle;
        this.literal = literal;
        this.expression = expression;
    }

    /// @throws ToolException `invalid_input` for an expression that isn't one
    static TextPattern of(String text, boolean literal, boolean ignoreCase) {
        var required =
                literal
                        ? RequiredText.ofLiteral(text, ignoreCase)
                        : RequiredText.ofExpression(text, ignoreCase);
        return new TextPattern(
                required.isEmpty() ? null : new Needle(required, ignoreCase),
                literal && !ignoreCase ? text : null,
                compile(literal ? Pattern.quote(text) : text, ignoreCase));
    }

    private static Pattern compile(String expression, boolean ignoreCase) {
        if (ExpressionSize.of(expression) > LARGEST) {
            throw new ToolException(
                    ErrorCode.INVALID_INPUT, "The pattern repeats too much: use smaller counts.");
        }
        try {
            return Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new ToolException(
                    ErrorCode.INVALID_INPUT,
                    "The pattern is not in RE2 syntax: " + e.getDescription() + ".",
                    e);
        }
    }

    /// Where in the bytes a line could match, at the earliest; -1 if none can.
    int candidate(byte[] bytes, int from, int to) {
        return needle == null ? from : needle.indexIn(bytes, from, to);
    }

    /// Where in a line the first match begins; -1 if there is none.
    ///
    /// @param pause run from time to time while that takes long; may throw
    int find(String line, Runnable pause) {
        if (literal != null) return line.indexOf(literal);
        var matcher =
                expression.matcher(
                        line.length() < LONG_LINE ? line : new StoppableText(line, pause));
        return matcher.find() ? matcher.start() : -1;
    }
}
