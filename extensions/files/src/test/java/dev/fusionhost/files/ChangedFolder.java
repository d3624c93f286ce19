package dev.fusionhost.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.testing.tools.Answer;
import dev.fusionhost.tools.execution.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/// A root whose files are changed, by the tools that change.
abstract class ChangedFolder extends RealFolder {
    @BeforeEach
    void addTools() {
        tools.with(new WriteFile(), new EditFile(), new AppendFile(), new CreateFolder());
        tools.with(new CopyFile(), new MoveFile(), new TrashFiles(), new UndoChange());
        tools.with(new Batch());
    }

    /// Shows a plan, which must change nothing, and carries it out.
    JsonNode change(String tool, Map<String, ?> input) {
        tools.assertPlanChangesNothing(tool, input);
        return tools.apply(tool, input).output();
    }

    Proposal plan(String tool, Map<String, ?> input) {
        return tools.assertPlanChangesNothing(tool, input);
    }

    Answer planned(String tool, Map<String, ?> input) {
        return tools.call(tool, input);
    }

    JsonNode undo(JsonNode done) {
        return change("undo", Map.of("undoId", done.get("undoId").asText()));
    }

    /// Everything in the root: names, types and contents.
    Map<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                var is = "folder";
                if (Files.isSymbolicLink(file)) is = "-> " + Files.readSymbolicLink(file);
                else if (Files.isRegularFile(file)) {
                    is = "file " + Files.readString(file, ISO_8859_1);
                }
                tree.put(root.relativize(file).toString(), is);
            }
        }
        return tree;
    }

    /// Nothing of ours is left: no temporary file, nothing outside.
    void assertClean() throws IOException {
        assertThat(tree().keySet()).noneMatch(name -> name.contains(".fusion-host-"));
        assertThat(outside.toFile().list()).containsExactly("secret.txt");
        assertThat(outside.resolve("secret.txt")).hasContent("needle in secret");
    }
}
