package dev.fusionhost.files;

import dev.fusionhost.testing.tools.ToolTester;
import java.nio.file.Path;
import java.util.Map;

/// A program of its own, so that its memory can be small: calls each tool on what is large.
final class LittleMemory {
    private LittleMemory() {}

    public static void main(String[] arguments) {
        var tools =
                ToolTester.in(Path.of(arguments[0]))
                        .with(new ListFolder(), new FolderTree(), new FindFiles(), new SearchText())
                        .with(new DescribeFile(), new ReadFile(), new ReadBytes(), new DiffFiles());
        call(tools, "search_text", Map.of("path", "line", "pattern", "needle"));
        call(tools, "search_text", Map.of("path", "line", "pattern", "x.*needle"));
        call(tools, "read_file", Map.of("path", "line"));
        call(tools, "read_file", Map.of("path", "line", "tail", 1));
        call(tools, "file_info", Map.of("path", "line", "hash", true));
        call(tools, "diff_files", Map.of("a", "line", "text", ""));
        call(tools, "read_file", Map.of("path", "sparse", "tail", 10));
        call(tools, "list_folder", Map.of("path", "many", "limit", 2_000));
        call(tools, "folder_tree", Map.of("path", "many"));
        call(tools, "find_files", Map.of("path", "many", "glob", "*7", "limit", 5_000));
        call(tools, "search_text", Map.of("path", "many", "pattern", "needle"));
    }

    private static void call(ToolTester tools, String tool, Map<String, Object> input) {
        var answer = tools.call(tool, input);
        var told = answer.ok() ? answer.output().path("truncated").asText() : answer.error().code();
        System.out.println(tool + " " + input.get("path") + " " + told);
    }
}
