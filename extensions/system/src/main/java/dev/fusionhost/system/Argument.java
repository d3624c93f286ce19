package dev.fusionhost.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One argument that a command is started with: text, and `{name}` for what the caller chooses.
/// `{{` and `}}` are braces.
///
/// @param parts text and names in turn, beginning with a text
record Argument(List<String> parts) {
    private static final Pattern PLACE =
            Pattern.compile("\\{\\{|}}|\\{([A-Za-z][A-Za-z0-9_-]*)}|[{}]");

    /// @throws IllegalArgumentException for a brace that is neither
    static Argument of(String template) {
        var parts = new ArrayList<String>();
        var text = new StringBuilder();
        int from = 0;
        for (var place = PLACE.matcher(template); place.find(); from = place.end()) {
            text.append(template, from, place.start());
            if (place.group(1) != null) {
                parts.add(text.toString());
                parts.add(place.group(1));
                text.setLength(0);
            } else if (place.group().length() == 2) {
                text.append(place.group().charAt(0));
            } else {
                throw new IllegalArgumentException("a brace is not closed; write {{ for a brace");
            }
        }
        parts.add(text.append(template.substring(from)).toString());
        return new Argument(List.copyOf(parts));
    }

    Set<String> names() {
        var names = new TreeSet<String>();
        for (int i = 1; i < parts.size(); i += 2) names.add(parts.get(i));
        return names;
    }

    /// The argument with these values; empty where one of its names has none.
    Optional<String> with(Map<String, String> values) {
        if (!values.keySet().containsAll(names())) return Optional.empty();
        var argument = new StringBuilder(parts.getFirst());
        for (int i = 1; i < parts.size(); i += 2) {
            argument.append(values.get(parts.get(i))).append(parts.get(i + 1));
        }
        return Optional.of(argument.toString());
    }
}
