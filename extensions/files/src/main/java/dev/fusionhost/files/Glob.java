package dev.fusionhost.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A pattern for paths, as shells and `.gitignore` have it: `*` and `?` stay within a name, `**`
/// crosses folders, `[a-z]` and `{a,b}` are choices. Without a `/` it is about the name alone, in
/// whatever folder.
///
/// The JDK's globs differ (there `**/*.java` misses a file at the top), and can be made to take
/// for ever.
final class Glob {
    private static final String SPECIAL = "*?[{";

    private final boolean nameOnly;
    private final Predicate<String> pattern;

    private Glob(String glob) {
        this.nameOnly = glob.indexOf('/') < 0;
        this.pattern = pattern(glob);
    }

    /// @throws ToolException `invalid_input` for brackets that don't fit
    static @Nullable Glob ofNullable(@Nullable String glob) {
        return glob == null ? null : of(glob);
    }

    /// @throws ToolException `invalid_input` for brackets that don't fit
    static Glob of(String glob) {
        return new Glob(glob.startsWith("/") ? "./" + glob : glob);
    }

    /// @param path relative to where the search begins, with `/` between the names
    boolean matches(String path) {
        return pattern.test(nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path);
    }

    // Most globs are a name, or a star and an ending.
    private Predicate<String> pattern(String glob) {
        if (isPlain(glob)) return glob::equals;
        var ending = glob.substring(1);
        if (nameOnly && glob.startsWith("*") && isPlain(ending)) {
            return name -> name.endsWith(ending);
        }
        return compile(glob)::matches;
    }

    private static boolean isPlain(String glob) {
        return glob.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    private static Pattern compile(String glob) {
        var expression = new StringBuilder();
        boolean choice = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    int stars = i;
                    while (i + 1 < glob.length() && glob.charAt(i + 1) == '*') i++;
                    boolean wholeName = i > stars && glob.startsWith("/", i + 1);
                    if (wholeName) i++;
                    expression.append(wholeName ? "(?:.*/)?" : i > stars ? ".*" : "[^/]*");
                }
                case '?' -> expression.append("[^/]");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    if (end < 0) throw unclosed();
                    expression.append(bracket(glob.substring(i + 1, end)));
                    i = end;
                }
                case '{' -> {
                    if (choice) throw unclosed();
                    choice = true;
                    expression.append("(?:");
                }
                case '}' -> {
                    expression.append(choice ? ")" : "\\}");
                    choice = false;
                }
                case ',' -> expression.append(choice ? "|" : ",");
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (choice) throw unclosed();
        try {
            return Pattern.compile(expression.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException _) {
            throw unclosed();
        }
    }

    private static String bracket(String content) {
        boolean not = content.startsWith("!");
        var chars =
                (not ? content.substring(1) : content).replace("\\", "\\\\").replace("[", "\\[");
        return (not ? "[^/" : "[") + chars + "]";
    }

    private static ToolException unclosed() {
        return new ToolException(ErrorCode.INVALID_INPUT, "A bracket in the glob is not closed.");
    }
}
