package dev.fusionhost.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One input for each tool that reads, about the same path.
final class ReadingTools {
    private ReadingTools() {}

    static Map<String, Map<String, Object>> at(String path) {
        var inputs = new LinkedHashMap<String, Map<String, Object>>();
        inputs.put("list_folder", Map.of("path", path, "hidden", true));
        inputs.put("folder_tree", Map.of("path", path));
        inputs.put("find_files", Map.of("path", path));
        inputs.put("search_text", Map.of("path", path, "pattern", "secret"));
        inputs.putAll(ofFiles(path));
        return inputs;
    }

    static Map<String, Map<String, Object>> ofFiles(String path) {
        var inputs = new LinkedHashMap<String, Map<String, Object>>();
        inputs.put("file_info", Map.of("path", path, "hash", true));
        inputs.put("read_file", Map.of("path", path));
        inputs.put("read_files", Map.of("paths", List.of(path)));
        inputs.put("read_bytes", Map.of("path", path));
        inputs.put("diff_files", Map.of("a", path, "text", ""));
        return inputs;
    }
}
