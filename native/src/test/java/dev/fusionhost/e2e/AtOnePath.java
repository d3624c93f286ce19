package dev.fusionhost.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each tool is asked for at one path, which may be no path at all.
final class AtOnePath {
    private AtOnePath() {}

    static Map<String, ObjectNode> reads(JsonNode path) {
        var reads = new LinkedHashMap<String, ObjectNode>();
        for (var tool :
                List.of(
                        "list_folder",
                        "folder_tree",
                        "find_files",
                        "file_info",
                        "read_file",
                        "read_bytes")) {
            reads.put(tool, input().set("path", path));
        }
        reads.put("search_text", input().put("pattern", "needle").set("path", path));
        reads.put("diff_files", input().put("text", "").set("a", path));
        return reads;
    }

    /// Whatever comes to the path: `a.txt` has to be there for it.
    static Map<String, ObjectNode> arrivals(JsonNode path) {
        var arrivals = new LinkedHashMap<String, ObjectNode>();
        arrivals.put("write_file", input().put("content", "x").set("path", path));
        arrivals.put("append_file", input().put("content", "x").set("path", path));
        arrivals.put("create_folder", input().set("path", path));
        arrivals.put("copy", input().put("from", "a.txt").set("to", path));
        arrivals.put("move", input().put("from", "a.txt").set("to", path));
        return arrivals;
    }

    /// Whatever changes what is at the path, or takes it from there.
    static Map<String, ObjectNode> changes(JsonNode path) {
        var changes = new LinkedHashMap<String, ObjectNode>();
        var edit = input();
        edit.putArray("edits").addObject().put("old", "a").put("new", "b");
        changes.put("edit_file", edit.set("path", path));
        changes.put("rename_in_place", input().put("newName", "renamed").set("path", path));
        changes.put("copy", input().put("to", "copied").set("from", path));
        changes.put("move", input().put("to", "moved").set("from", path));
        var trash = input();
        trash.putArray("paths").add(path);
        changes.put("trash", trash);
        return changes;
    }

    static JsonNode text(String path) {
        return JsonNodeFactory.instance.textNode(path);
    }

    private static ObjectNode input() {
        return JsonNodeFactory.instance.objectNode();
    }
}
