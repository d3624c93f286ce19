package dev.fusionhost.tools.deployment;

import dev.fusionhost.tools.registry.RecordedTool;
import io.quarkus.builder.item.SimpleBuildItem;
import java.util.List;

/// The tools that the application has, checked, sorted by name.
final class ToolsBuildItem extends SimpleBuildItem {
    private final List<RecordedTool> tools;
    private final List<String> types;

    ToolsBuildItem(List<RecordedTool> tools, List<String> types) {
        this.tools = List.copyOf(tools);
        this.types = List.copyOf(types);
    }

    List<RecordedTool> tools() {
        return tools;
    }

    /// The classes of all inputs and outputs, sorted.
    List<String> types() {
        return types;
    }
}
