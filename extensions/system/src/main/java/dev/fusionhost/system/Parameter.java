package dev.fusionhost.system;

import com.google.re2j.Pattern;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the caller of a command may choose, and what it may be.
///
/// @param pattern the whole value matches it; null for none
/// @param oneOf all values that there are; empty for any
/// @param maxLength in characters
record Parameter(
        String name,
        Type type,
        @Nullable Pattern pattern,
        List<String> oneOf,
        int maxLength,
        boolean required,
        @Nullable String description) {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    enum Type {
        TEXT,
        INTEGER,
        /// Of something inside a root; the command gets its absolute path.
        PATH
    }

    /// The value as the command gets it.
    ///
    /// @throws ToolException `invalid_input` for one that may not be; for a path also what the
    ///     sandbox says
    String checked(String value, ToolContext context) {
        if (value.codePointCount(0, value.length()) > maxLength) {
            throw refused("has more than %d characters".formatted(maxLength));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw refused("has control characters");
        }
        if (!oneOf.isEmpty() && !oneOf.contains(value)) {
            throw refused("is none of " + String.join(", ", oneOf));
        }
        if (pattern != null && !pattern.matches(value)) {
            throw refused("does not match " + pattern.pattern());
        }
        if (type == Type.INTEGER && !INTEGER.matches(value)) throw refused("is no integer");
        if (type == Type.PATH) return context.place(value).path();
        // A program would take it for an option that the operator didn't think of.
        if (value.startsWith("-") && pattern == null && oneOf.isEmpty()) {
            throw refused("begins with -");
        }
        return value;
    }

    ToolException refused(String why) {
        return new ToolException(
                ErrorCode.INVALID_INPUT, "The argument %s %s.".formatted(name, why));
    }

    /// For the model: `name (integer, optional: what it is)`.
    String told() {
        var words = new StringBuilder(name).append(" (");
        words.append(
                switch (type) {
                    case TEXT -> oneOf.isEmpty() ? "text" : "one of " + String.join(", ", oneOf);
                    case INTEGER -> "integer";
                    case PATH -> "path inside a root";
                });
        if (pattern != null) words.append(", matching ").append(pattern.pattern());
        if (!required) words.append(", optional");
        if (description != null) words.append(": ").append(description);
        return words.append(')').toString();
    }

    static String told(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::told).collect(Collectors.joining(", "));
    }
}
