package dev.fusionhost.tools.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which classes claim which tool names.
public final class ToolNames {
    private final Map<String, List<String>> classes = new TreeMap<>();

    public void add(String name, String toolClass) {
        classes.computeIfAbsent(name, _ -> new ArrayList<>()).add(toolClass);
    }

    /// A sentence for each name that more than one class claims.
    public List<String> problems() {
        return classes.entrySet().stream()
                .filter(claim -> claim.getValue().size() > 1)
                .map(
                        claim ->
                                "%s: are all called \"%s\": give each @Tool a name of its own"
                                        .formatted(
                                                claim.getValue().stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")),
                                                claim.getKey()))
                .toList();
    }
}
